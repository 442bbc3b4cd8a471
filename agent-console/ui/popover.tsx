import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { classes } from './classes'
import { type Placement, useFloating } from './floating'
import styles from './popover.module.css'

type PopoverProps = {
  /** What it belongs to; focus returns there. */
  anchor: RefObject<HTMLElement | null>
  open: boolean
  onClose: () => void
  /** Its name for screen readers. */
  label: string
  placement?: Placement
  class?: string
  children: ComponentChildren
}

/** A small non-modal panel beside what it belongs to, for a question of one or two fields. */
export function Popover({ anchor, open, onClose, label, placement, class: own, children }: PopoverProps) {
  const panel = useRef<HTMLDivElement>(null)
  useFloating({ open, anchor: () => anchor.current, panel: () => panel.current, placement })
  useOutside(open, [panel, anchor], onClose)
  useEffect(() => {
    if (!open) return
    panel.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
    const from = anchor.current
    const inside = panel.current
    return () => {
      if (inside?.contains(document.activeElement) || document.activeElement === document.body) from?.focus()
    }
  }, [open, anchor])
  return (
    <div
      ref={panel}
      role="dialog"
      aria-label={label}
      popover="manual"
      class={classes(styles.popover, own)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      {open ? children : null}
    </div>
  )
}

/** Calls `onClose` when the pointer goes down, or focus goes, outside all of the elements. */
export function useOutside(open: boolean, elements: RefObject<HTMLElement | null>[], onClose: () => void): void {
  // A list of refs is new at every render and always the same.
  useEffect(() => {
    if (!open) return
    const leave = (event: Event) => {
      const path = event.composedPath()
      if (!elements.some(({ current }) => current && path.includes(current))) onClose()
    }
    document.addEventListener('pointerdown', leave, true)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave, true)
      document.removeEventListener('focusin', leave)
    }
  }, [open, onClose])
}
