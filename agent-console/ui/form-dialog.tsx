import type { ComponentChildren } from 'preact'
import { Button } from './button'
import { Callout } from './callout'
import { Dialog } from './dialog'
import styles from './form-dialog.module.css'
import { speech } from './speech'

type FormDialogProps = {
  title: string
  /** What the button to press says. */
  action: string
  busy: boolean
  /** What is wrong with the whole; what is wrong with a field stands at the field. */
  problem?: string | undefined
  onSubmit: () => void
  onClose: () => void
  children: ComponentChildren
}

/** A dialog that asks for something and does one thing with it. */
export const FormDialog = ({ title, action, busy, problem, onSubmit, onClose, children }: FormDialogProps) => (
  <Dialog
    open
    onClose={onClose}
    onSubmit={onSubmit}
    title={title}
    actions={
      <>
        <Button onClick={onClose}>{speech.value.say('ui.cancel')}</Button>
        <Button kind="primary" type="submit" busy={busy}>
          {action}
        </Button>
      </>
    }
  >
    <div class={styles.fields}>
      {problem ? (
        <Callout tone="danger" live>
          {problem}
        </Callout>
      ) : null}
      {children}
    </div>
  </Dialog>
)
