import { useRef, useState } from 'preact/hooks'
import type { InputOf } from '#shared/protocol/index'
import { roles, seesEverySite } from '#shared/rules/permissions'
import { randomId } from '#shared/values/random'
import { ask, RefusedError } from '../../data/client'
import { locale, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { NewPassword } from '../../parts/fields/new-password'
import { passwordMinimum } from '../../parts/fields/password-strength'
import { Callout } from '../../ui/callout'
import { Checkbox, SelectField, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { languages } from '../../ui/languages'
import choice from './choice.module.css'
import styles from './manage.module.css'

type Draft = Omit<InputOf<'agent:create'>, 'rid'>
type Problems = Partial<Record<'name' | 'email' | 'password' | 'sites' | 'whole', string>>

// There is one owner, the one who set Parley up.
const offered = roles.filter((role) => role !== 'owner')

/** A new colleague: who they are, what they may do, where. */
export function AgentDialog({ onClose }: { onClose: () => void }) {
  const sites = [...state.value.sites.values()]
  const [draft, setDraft] = useState<Draft>({
    name: '',
    email: '',
    password: '',
    role: 'agent',
    locale: locale.value,
    siteIds: sites.map(({ id }) => id),
  })
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)
  const attempt = useRef({ of: '', rid: '' })
  const say = t.value
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const save = async () => {
    if (busy) return
    const found = problemsOf(draft)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const of = JSON.stringify(draft)
    if (attempt.current.of !== of) attempt.current = { of, rid: randomId() }
    setBusy(true)
    try {
      await ask.agent.create({ rid: attempt.current.rid, ...draft, name: draft.name.trim(), email: draft.email.trim() })
      toast(say('manage.team.added', { name: draft.name.trim() }))
      onClose()
    } catch (error) {
      setProblems({ [placeOf(error)]: refusalText(error) })
    } finally {
      setBusy(false)
    }
  }
  const every = seesEverySite(draft.role)
  return (
    <FormDialog
      title={say('manage.team.add')}
      action={say('manage.team.add')}
      busy={busy}
      problem={problems.whole}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={say('manage.team.name')}
        error={problems.name}
        value={draft.name}
        onValue={(name) => change({ name })}
        autocomplete="off"
        maxLength={80}
        required
      />
      <TextField
        label={say('manage.team.email')}
        error={problems.email}
        type="email"
        value={draft.email}
        onValue={(email) => change({ email })}
        autocomplete="off"
        maxLength={254}
        required
      />
      <div class={styles.pair}>
        <SelectField
          label={say('manage.team.role')}
          help={say(`role.text.${draft.role}`)}
          options={offered.map((value) => ({ value, label: say(`role.${value}`) }))}
          value={draft.role}
          onValue={(value) => change({ role: offered.find((it) => it === value) ?? 'agent' })}
        />
        <SelectField
          label={say('manage.team.language')}
          options={languages}
          value={draft.locale}
          onValue={(value) => change({ locale: languages.find((it) => it.value === value)?.value ?? 'en' })}
        />
      </div>
      <NewPassword
        label={say('manage.team.password')}
        hint={say('manage.team.passwordHelp')}
        error={problems.password}
        value={draft.password}
        onValue={(password) => change({ password })}
        about={[draft.name, draft.email]}
      />
      <fieldset class={styles.sites}>
        <legend class={choice.legend}>{say('manage.team.sites')}</legend>
        {every ? (
          <p class={styles.detail}>{say('manage.team.everySite')}</p>
        ) : (
          sites.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={draft.siteIds.includes(id)}
              onChecked={(on) =>
                change({ siteIds: on ? [...draft.siteIds, id] : draft.siteIds.filter((it) => it !== id) })
              }
            />
          ))
        )}
        {problems.sites ? (
          <Callout tone="danger" live>
            {problems.sites}
          </Callout>
        ) : null}
      </fieldset>
    </FormDialog>
  )
}

function problemsOf({ name, email, password, role, siteIds }: Draft): Problems {
  const found: Problems = {}
  if (!name.trim()) found.name = t.value('manage.error.name')
  if (!/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email.trim())) found.email = t.value('manage.error.email')
  if (password.length < passwordMinimum) found.password = t.value('manage.error.password', { count: passwordMinimum })
  if (!seesEverySite(role) && siteIds.length === 0) found.sites = t.value('manage.team.noSite')
  return found
}

function placeOf(error: unknown): keyof Problems {
  if (!(error instanceof RefusedError)) return 'whole'
  if (error.code === 'email-taken') return 'email'
  if (error.code === 'password-common') return 'password'
  const { field } = error.details
  return error.code === 'malformed' && (field === 'name' || field === 'email' || field === 'password') ? field : 'whole'
}
