import { useState } from 'preact/hooks'
import { ask } from '../../data/client'
import { me, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { NewPassword } from '../../parts/fields/new-password'
import { useAttempt } from '../../parts/fields/use-attempt'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { Dialog } from '../../ui/dialog'
import { PasswordField } from '../../ui/field'
import styles from './manage.module.css'

/** Another password for oneself; every other browser is signed out with it. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const [proof, setProof] = useState('')
  const [password, setPassword] = useState('')
  const { busy, problem, refused, run } = useAttempt()
  const say = t.value
  const agent = me.value?.agent
  const save = () =>
    run({ proof, password }, async (input) => {
      await ask.agent.changePassword(input)
      toast(say('password.changed'))
      onClose()
    })
  const ofNew = refused === 'password-common' || refused === 'malformed'
  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={() => void save()}
      title={say('password.change')}
      actions={
        <>
          <Button onClick={onClose}>{say('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {say('password.change')}
          </Button>
        </>
      }
    >
      <div class={styles.fields}>
        {problem && !ofNew && refused !== 'wrong-password' ? (
          <Callout tone="danger" live>
            {problem}
          </Callout>
        ) : null}
        <PasswordField
          label={say('proof.label')}
          error={refused === 'wrong-password' ? problem : undefined}
          value={proof}
          onValue={setProof}
          autocomplete="current-password"
          required
        />
        <NewPassword
          label={say('password.new')}
          hint={say('password.signsOut')}
          error={ofNew ? problem : undefined}
          value={password}
          onValue={setPassword}
          about={[agent?.name ?? '', agent?.email ?? '']}
        />
      </div>
    </Dialog>
  )
}
