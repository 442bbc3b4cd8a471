import { ArrowLeft } from 'lucide'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { OutputOf } from '#shared/protocol/index'
import { NoAnswerError, post, RefusedError } from '../../data/client'
import { locale, refusalText, t } from '../../data/session'
import { passwordMinimum } from '../../parts/fields/password-strength'
import { domainsIn } from '../../parts/sites/domains'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import type { Founded } from './done'
import { type Draft, fieldNamed, firstDraft, inputOf, type Problems, problemsOf, type Step, steps } from './draft'
import { guessCurrency } from './guesses'
import { Preview } from './preview'
import { Progress } from './progress'
import styles from './set-up.module.css'
import { StepFields } from './step-fields'

const order = Object.keys(steps) as Step[]

type WizardProps = {
  token: string
  publicUrl: string
  onDone: (founded: Founded) => void
  onDeadEnd: (error: RefusedError) => void
}

/** Three short steps; nothing is saved before the last one is finished. */
export function Wizard({ token, publicUrl, onDone, onDeadEnd }: WizardProps) {
  const [draft, setDraft] = useState<Draft>(() => firstDraft(publicUrl, locale.value))
  const [step, setStep] = useState<Step>('you')
  const [problems, setProblems] = useState<Problems>({})
  const [failure, setFailure] = useState('')
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const chosen = useRef(false)
  const isFirst = useRef(true)
  const say = t.value
  const at = order.indexOf(step)

  // Until somebody chooses a currency it follows the language.
  useEffect(() => {
    if (!chosen.current) setDraft((before) => ({ ...before, currency: guessCurrency(locale.value) }))
  }, [locale.value])
  useLayoutEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    const first = form.current?.querySelector<HTMLElement>('input, select, textarea')
    // On a phone focus brings the keyboard, which would hide the first words one is greeted with.
    const greeting = isFirst.current && !matchMedia('(pointer: fine)').matches
    if (!greeting) (wrong ?? first)?.focus()
    isFirst.current = false
  }, [step, problems])

  const change = (part: Partial<Draft>) => {
    if (part.currency) chosen.current = true
    setDraft((before) => ({ ...before, ...part }))
  }
  const show = (found: Problems) => {
    const where = order.find((it) => steps[it].some((field) => found[field]))
    if (where) setStep(where)
    setProblems(found)
  }
  const next = () => {
    if (busy) return
    setFailure('')
    const found = problemsOf(step, draft)
    if (Object.keys(found).length > 0) return setProblems(found)
    setProblems({})
    const following = order[at + 1]
    if (following) setStep(following)
    else void finish()
  }
  const finish = async () => {
    const all: Problems = Object.assign({}, ...order.map((it) => problemsOf(it, draft)))
    if (Object.keys(all).length > 0) return show(all)
    setBusy(true)
    try {
      const input = inputOf(token, draft, locale.value)
      onDone({ ...(await post<OutputOf<'setup:complete'>>('POST', '/setup', input)), ownerName: input.owner.name })
    } catch (error) {
      fail(error)
    } finally {
      setBusy(false)
    }
  }
  const fail = (error: unknown) => {
    if (error instanceof NoAnswerError) return setFailure(say('setUp.error.unreachable'))
    if (!(error instanceof RefusedError)) return setFailure(refusalText(error))
    const { code, details } = error
    if (code === 'setup-link-invalid' || code === 'already-set-up') return onDeadEnd(error)
    if (code === 'password-common') return show({ password: refusalText(error) })
    if (code === 'domain-invalid') return show({ domains: refusalText(error) })
    const field = code === 'malformed' ? fieldNamed(details.field) : undefined
    if (field) return show({ [field]: sentences[field]() })
    setFailure(refusalText(error))
  }

  return (
    <div class={styles.columns}>
      <main class={styles.work}>
        <Progress
          step={step}
          onStep={(to) => {
            setProblems({})
            setStep(to)
          }}
        />
        <h1 id="step" class={styles.title}>
          {say(`setUp.${step}.title`)}
        </h1>
        <p class={styles.lead}>{say(`setUp.${step}.text`)}</p>
        <form
          ref={form}
          aria-labelledby="step"
          class={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            next()
          }}
        >
          <StepFields step={step} draft={draft} problems={problems} onChange={change} />
          {failure ? (
            <Callout tone="danger" live>
              {failure}
            </Callout>
          ) : null}
          <div class={styles.actions}>
            {at > 0 ? (
              <Button kind="ghost" size="large" icon={ArrowLeft} onClick={() => setStep(order[at - 1] ?? step)}>
                {say('setUp.back')}
              </Button>
            ) : null}
            <Button kind="primary" size="large" type="submit" busy={busy}>
              {say(at === order.length - 1 ? 'setUp.finish' : 'setUp.next')}
            </Button>
          </div>
        </form>
      </main>
      <Preview name={draft.name} siteName={draft.siteName} domain={domainsIn(draft.domains)[0]} />
    </div>
  )
}

/** What to say about a field the server could not read though it looked right here. */
const sentences: { [Field in keyof Draft]: () => string } = {
  name: () => t.value('setUp.error.name'),
  email: () => t.value('setUp.error.email'),
  password: () => t.value('setUp.error.password', { count: passwordMinimum }),
  timeZone: () => t.value('setUp.error.timeZone'),
  currency: () => t.value('setUp.error.currency'),
  publicUrl: () => t.value('setUp.error.publicUrl'),
  siteName: () => t.value('setUp.error.siteName'),
  domains: () => t.value('setUp.error.domains'),
}
