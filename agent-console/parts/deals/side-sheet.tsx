import { X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import styles from './side-sheet.module.css'

type SideSheetProps = {
  label: string
  /** What the cross says. */
  closeLabel: string
  onClose: () => void
  size?: 'medium' | 'wide'
  /** Leaves out the cross, for content with a head of its own. */
  bare?: boolean
  children: ComponentChildren
}

/**
 * A sheet along the end edge that leaves the page beside it in use. Escape closes it, and focus goes back to where it
 * came from.
 */
export function SideSheet({ label, closeLabel, onClose, size = 'medium', bare = false, children }: SideSheetProps) {
  const sheet = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const from = document.activeElement
    sheet.current?.focus({ preventScroll: true })
    return () => {
      const lost = document.activeElement === document.body || document.activeElement === null
      if (lost && from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true })
    }
  }, [])
  useEffect(() => {
    // Nothing on the page has focus, as after a card was moved: the sheet on top takes the key.
    const leave = (event: KeyboardEvent) => {
      if (event.target === document.body && isLast(sheet.current)) leaveBy(event, close.current)
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [])
  return (
    <section
      ref={sheet}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      data-sheet
      class={classes(styles.sheet, styles[size])}
      onKeyDown={(event) => leaveBy(event, onClose)}
    >
      {bare ? null : (
        <div class={styles.corner}>
          <IconButton icon={X} label={closeLabel} onClick={onClose} />
        </div>
      )}
      {children}
    </section>
  )
}

/** Closes by Escape, unless something above the sheet is meant or something inside it took the key. */
function leaveBy(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
  if (document.querySelector('dialog[open], [role=menu]:popover-open')) return
  event.preventDefault()
  event.stopPropagation()
  close()
}

/** Of two sheets the later one lies above. */
const isLast = (sheet: HTMLElement | null) => [...document.querySelectorAll('[data-sheet]')].at(-1) === sheet
