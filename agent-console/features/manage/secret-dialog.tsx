import { useRef } from 'preact/hooks'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { CopyButton } from '../../ui/copy-button'
import { Dialog } from '../../ui/dialog'
import styles from './manage.module.css'

type SecretDialogProps = {
  title: string
  /** Null where the answer that brought it was lost. */
  secret: string | null
  /** That it is shown this once, or that it is lost. */
  warning: string
  copy: string
  kept: string
  onClose: () => void
}

/** A secret that is shown this once. */
export function SecretDialog({ title, secret, warning, copy, kept, onClose }: SecretDialogProps) {
  const code = useRef<HTMLElement>(null)
  return (
    <Dialog open onClose={onClose} title={title} actions={<Button onClick={onClose}>{kept}</Button>}>
      <div class={styles.fields}>
        <Callout tone="warning">{warning}</Callout>
        {secret ? (
          <>
            <code ref={code} class={styles.secret}>
              {secret}
            </code>
            <div>
              <CopyButton text={secret} from={code} label={copy} kind="primary" />
            </div>
          </>
        ) : null}
      </div>
    </Dialog>
  )
}
