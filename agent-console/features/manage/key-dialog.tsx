import { useState } from 'preact/hooks'
import { keyScopes } from '#shared/rules/permissions'
import { ask } from '../../data/client'
import { t } from '../../data/session'
import { useAttempt } from '../../parts/fields/use-attempt'
import { Checkbox, PasswordField, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import choice from './choice.module.css'
import { SecretDialog } from './secret-dialog'

type Scope = (typeof keyScopes)[number]

/** A new key: what it is for, what it may do; then its secret, this once. */
export function KeyDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Scope[]>([])
  const [proof, setProof] = useState('')
  const [secret, setSecret] = useState<string | null | undefined>()
  const [missing, setMissing] = useState('')
  const { busy, problem, refused, run } = useAttempt()
  const say = t.value
  const save = () => {
    setMissing(!name.trim() ? say('manage.error.name') : scopes.length === 0 ? say('manage.keys.noScope') : '')
    if (!name.trim() || scopes.length === 0) return
    void run({ name: name.trim(), scopes, proof }, async (input) => setSecret((await ask.key.create(input)).secret))
  }
  if (secret !== undefined)
    return (
      <SecretDialog
        title={say('manage.keys.made')}
        secret={secret}
        warning={say(secret ? 'manage.keys.once' : 'manage.keys.lost')}
        copy={say('manage.keys.copy')}
        kept={say('manage.keys.kept')}
        onClose={onClose}
      />
    )
  return (
    <FormDialog
      title={say('manage.keys.add')}
      action={say('manage.keys.add')}
      busy={busy}
      problem={missing || (refused === 'wrong-password' ? undefined : problem)}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        label={say('manage.keys.name')}
        help={say('manage.keys.nameHelp')}
        value={name}
        onValue={setName}
        maxLength={80}
        required
      />
      <fieldset>
        <legend class={choice.legend}>{say('manage.keys.scopes')}</legend>
        {keyScopes.map((scope) => (
          <Checkbox
            key={scope}
            label={say(`scope.${scope}`)}
            checked={scopes.includes(scope)}
            onChecked={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((it) => it !== scope))}
          />
        ))}
      </fieldset>
      <PasswordField
        label={say('proof.label')}
        error={refused === 'wrong-password' ? problem : undefined}
        value={proof}
        onValue={setProof}
        autocomplete="current-password"
        required
      />
    </FormDialog>
  )
}
