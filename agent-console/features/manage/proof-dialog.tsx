import { useState } from 'preact/hooks'
import { t } from '../../data/session'
import { useAttempt } from '../../parts/fields/use-attempt'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { Dialog } from '../../ui/dialog'
import { PasswordField } from '../../ui/field'
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
    <Dialog
      open
      onClose={onClose}
      onSubmit={() => void run({ proof }, act)}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{say('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <div class={styles.fields}>
        <p class={styles.detail}>{text}</p>
        {problem && refused !== 'wrong-password' ? (
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
      </div>
    </Dialog>
  )
}
