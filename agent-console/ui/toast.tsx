import { CircleAlert, X } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { IconButton } from './button'
import { classes } from './classes'
import { Icon } from './icon'
import { speech } from './speech'
import styles from './toast.module.css'

export type ToastLine = {
  id: number
  text: string
  /** Bad news is said at once, and louder. */
  tone: 'plain' | 'danger'
  /** Takes it back. */
  undo: (() => void) | null
  /** Goes on from it. */
  onward: { label: string; run: () => void } | null
  forMs: number
}

type ToastsProps = { toasts: readonly ToastLine[]; onDismiss: (id: ToastLine['id']) => void }

/** What just happened, bottom centre. The box is always in the page, so that screen readers hear what enters it. */
export function Toasts({ toasts, onDismiss }: ToastsProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // A popover shown again comes above a dialog that opened meanwhile.
    if (box.current?.matches(':popover-open')) box.current.hidePopover()
    if (toasts.length > 0) box.current?.showPopover()
  }, [toasts.length])
  return (
    <div ref={box} popover="manual" class={styles.box}>
      <div role="status" class={styles.stack}>
        {toasts
          .filter((it) => it.tone !== 'danger')
          .map((it) => (
            <Toast key={it.id} toast={it} onDismiss={() => onDismiss(it.id)} />
          ))}
      </div>
      <div role="alert" class={styles.stack}>
        {toasts
          .filter((it) => it.tone === 'danger')
          .map((it) => (
            <Toast key={it.id} toast={it} onDismiss={() => onDismiss(it.id)} />
          ))}
      </div>
    </div>
  )
}

function Toast({ toast, onDismiss }: { toast: ToastLine; onDismiss: () => void }) {
  const [paused, setPaused] = useState(false)
  const left = useRef(toast.forMs)
  const end = useRef(onDismiss)
  end.current = onDismiss
  const bad = toast.tone === 'danger'
  useEffect(() => {
    if (paused) return
    const since = Date.now()
    const timer = setTimeout(() => end.current(), left.current)
    return () => {
      clearTimeout(timer)
      // Whoever looked at it gets time to finish.
      left.current = Math.max(1500, left.current - (Date.now() - since))
    }
  }, [paused])
  const { say } = speech.value
  const back = toast.undo ? [{ label: say('ui.undo'), run: toast.undo }] : []
  const ways = toast.onward ? [...back, toast.onward] : back
  return (
    // Hovering only holds the clock; all else is in its buttons.
    <div
      class={classes(styles.toast, bad && styles.error)}
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocusIn={() => setPaused(true)}
      onFocusOut={() => setPaused(false)}
    >
      {bad ? <Icon icon={CircleAlert} /> : null}
      <span class={styles.text}>{toast.text}</span>
      {ways.map(({ label, run }) => (
        <button
          key={label}
          type="button"
          class={styles.way}
          onClick={() => {
            onDismiss()
            run()
          }}
        >
          {label}
        </button>
      ))}
      <IconButton icon={X} size="small" label={say('ui.dismiss')} class={styles.close} onClick={onDismiss} />
    </div>
  )
}
