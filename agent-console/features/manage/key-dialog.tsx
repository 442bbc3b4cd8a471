import { useRef, useState } from 'preact/hooks'
import { keyScopes } from '#shared/rules/permissions'
import { ask } from '../../data/client'
import { t } from '../../data/session'
import { useAttempt } from '../../parts/fields/use-attempt'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { CopyButton } from '../../ui/copy-button'
import { Dialog } from '../../ui/dialog'
import { Checkbox, PasswordField, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import choice from './choice.module.css'
import styles from './manage.module.css'

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
  if (secret !== undefined) return <Secret secret={secret} onClose={onClose} />
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

function Secret({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const code = useRef<HTMLElement>(null)
  const say = t.value
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('manage.keys.made')}
      actions={<Button onClick={onClose}>{say('manage.keys.kept')}</Button>}
    >
      <div class={styles.fields}>
        {secret ? (
          <>
            <Callout tone="warning">{say('manage.keys.once')}</Callout>
            <code ref={code} class={styles.secret}>
              {secret}
            </code>
            <div>
              <CopyButton text={secret} from={code} label={say('manage.keys.copy')} kind="primary" />
            </div>
          </>
        ) : (
          <Callout tone="warning">{say('manage.keys.lost')}</Callout>
        )}
      </div>
    </Dialog>
  )
}
