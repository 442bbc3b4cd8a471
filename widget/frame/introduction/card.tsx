import { useRef, useState } from 'preact/hooks'
import type { InputOf } from '#shared/protocol/index'
import { readAddress } from '../device/host'
import { tabNote } from '../device/keep'
import type { Session } from '../session'
import type { View } from '../state'
import look from './card.css?inline'
import { cardWords } from './words'

// A sheet made here needs no address of its own, and the policy of the page that shows it has nothing to refuse.
const sheet = new CSSStyleSheet()
sheet.replaceSync(look)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

type Props = { session: Session; view: View }

/** Whether this tab's visitor would rather not say who they are. */
const skipped = tabNote(readAddress(location).site, 'skipped')

type Field = 'name' | 'email' | 'phone'

const fields = [
  ['name', 'text', 'name'],
  ['email', 'email', 'email'],
  ['phone', 'tel', 'tel'],
] as const

// The types know which roles each kind of input may take; ours take none, so any one of them stands for all.
const kindOf = (type: string) => ({ type }) as { type: 'text' }

/** A card one may fill in or wave away: name, e-mail, phone. */
export function Card({ session, view }: Props) {
  const say = cardWords(document.documentElement.lang)
  const isAway = !view.agentsOnline
  const form = useRef<HTMLFormElement>(null)
  const [said, setSaid] = useState<Record<Field, string>>({ name: '', email: '', phone: '' })
  const [wrong, setWrong] = useState<{ at: Field; text: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [isOver, setOver] = useState(() => skipped.read() !== '')

  const fail = (at: Field, text: string) => {
    setWrong({ at, text })
    form.current?.querySelector<HTMLInputElement>(`[name=${at}]`)?.focus()
  }
  const submit = async () => {
    if (busy) return
    const input: InputOf<'visit:introduce'> = {
      name: said.name.trim(),
      email: said.email.trim(),
      phone: said.phone.trim(),
    }
    if (!input.name && !input.email && !input.phone) return fail(isAway ? 'email' : 'name', say('nothing'))
    setBusy(true)
    const reply = await session.ask('visit:introduce', input)
    setBusy(false)
    // What is known of them now is said by the server.
    if ('ok' in reply) return session.wake()
    const code = 'refused' in reply ? reply.refused.code : ''
    if (code === 'phone-invalid') fail('phone', say('badPhone'))
    else if (code === 'malformed') fail('email', say('badEmail'))
    else fail('name', say('wrong'))
  }
  const skip = () => {
    skipped.write('1')
    setOver(true)
  }
  if (isOver) return null
  return (
    <form
      ref={form}
      class="introduction"
      noValidate
      aria-labelledby="introduction"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h2 id="introduction">{say('title')}</h2>
      <p>{say(isAway ? 'away' : 'text')}</p>
      {fields.map(([field, type, autocomplete]) => (
        <label key={field}>
          {say(field)}
          <input
            name={field}
            {...kindOf(type)}
            autocomplete={autocomplete}
            maxLength={120}
            dir="auto"
            value={said[field]}
            aria-invalid={wrong?.at === field || undefined}
            aria-describedby={wrong?.at === field ? 'introduction-wrong' : undefined}
            onInput={(event) => setSaid({ ...said, [field]: event.currentTarget.value })}
          />
        </label>
      ))}
      <p id="introduction-wrong" class="wrong" role="alert">
        {wrong?.text}
      </p>
      <div class="acts">
        <button type="submit" class="save" aria-disabled={busy}>
          {say('save')}
        </button>
        <button type="button" class="skip" onClick={skip}>
          {say('skip')}
        </button>
      </div>
    </form>
  )
}
