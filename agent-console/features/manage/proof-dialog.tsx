import { useState } from 'preact/hooks'
import { t } from '../../data/session'
import { useAttempt } from '../../parts/fields/use-attempt'
import { PasswordField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import styles from './manage.module.css'

type ProofDialogProps = {
  title: string
  text: string
  /** What the button says. */
  action: string
  act: (input: { proof: string; rid: string }) => Promise<void>
  onClose: () => void
}

/** Something that needs one's own password, and says what will be different afterwards. */
export function ProofDialog({ title, text, action, act, onClose }: ProofDialogProps) {
  const [proof, setProof] = useState('')
  const { busy, problem, refused, run } = useAttempt()
  const say = t.value
  return (
    <FormDialog
      title={title}
      action={action}
      busy={busy}
      problem={refused === 'wrong-password' ? undefined : problem}
      onSubmit={() => void run({ proof }, act)}
      onClose={onClose}
    >
      <p class={styles.detail}>{text}</p>
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
