import { X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { IconButton } from './button'
import { classes } from './classes'
import styles from './dialog.module.css'
import { speech } from './speech'

type DialogProps = {
  open: boolean
  /** Escape, the cross and a click beside it. */
  onClose: () => void
  title: string
  /** `full`: wide, and the whole screen of a phone. */
  size?: 'medium' | 'wide' | 'full'
  /** Shown as a sheet along the end edge rather than in the middle. */
  side?: boolean
  /** Buttons along the foot; the last is the one to press. */
  actions?: ComponentChildren
  /** Makes the whole a form: Enter in a field does what the last button says. */
  onSubmit?: () => void
  children: ComponentChildren
}

/**
 * A modal dialog on the platform's own element: it holds focus, and gives it back when it closes. Focus begins at
 * what is marked `data-focus`, else in the first field.
 */
export function Dialog(props: DialogProps) {
  return props.open ? <OpenDialog {...props} /> : null
}

const fields = 'input:not([type=hidden]), select, textarea'

function OpenDialog({ onClose, title, size = 'medium', side = false, actions, onSubmit, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const from = document.activeElement
    dialog.current?.showModal()
    // Before the next key: what is typed at once must not go astray.
    const inside = body.current
    const first = inside?.querySelector<HTMLElement>('[data-focus]') ?? inside?.querySelector<HTMLElement>(fields)
    first?.focus()
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus()
    }
  }, [])
  const content = (
    <>
      <header class={styles.head}>
        <h2 id={id} class={styles.title}>
          {title}
        </h2>
        <IconButton icon={X} label={speech.value.say('ui.close')} size="small" onClick={onClose} />
      </header>
      <div ref={body} class={styles.body}>
        {children}
      </div>
      {actions ? <footer class={styles.foot}>{actions}</footer> : null}
    </>
  )
  return (
    // The keyboard closes it by Escape, through onCancel.
    <dialog
      ref={dialog}
      class={classes(styles.dialog, styles[size], side && styles.side)}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      {onSubmit ? (
        <form
          class={styles.frame}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          {content}
        </form>
      ) : (
        <div class={styles.frame}>{content}</div>
      )}
    </dialog>
  )
}
