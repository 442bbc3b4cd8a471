import { useState } from 'preact/hooks'
import { ask } from '../../data/client'
import { me, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { NewPassword } from '../../parts/fields/new-password'
import { useAttempt } from '../../parts/fields/use-attempt'
import { PasswordField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'

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
    <FormDialog
      title={say('password.change')}
      action={say('password.change')}
      busy={busy}
      problem={ofNew || refused === 'wrong-password' ? undefined : problem}
      onSubmit={() => void save()}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}
