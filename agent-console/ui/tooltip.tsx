import { cloneElement, type VNode } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { type Placement, useFloating } from './floating'
import styles from './tooltip.module.css'

type TooltipProps = {
  text: string
  /** A shortcut shown behind the text. */
  hint?: string | undefined
  placement?: Placement
  /** One focusable element. */
  children: VNode
}

/** Names what has only an icon, on hover and on keyboard focus. */
export function Tooltip({ text, hint, placement = 'bottom', children }: TooltipProps) {
  const [open, setOpen] = useState(false)
  const wrap = useRef<HTMLSpanElement>(null)
  const panel = useRef<HTMLSpanElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const id = useId()
  const anchor = () => wrap.current?.firstElementChild
  useFloating({ open, anchor, panel: () => panel.current, placement, gap: 6 })
  useEffect(() => () => clearTimeout(timer.current), [])
  const after = (wait: number, next: boolean) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpen(next), wait)
  }
  const hide = () => after(0, false)
  const named = children.props as { 'aria-label'?: unknown }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its one child receives
    <span
      ref={wrap}
      class={styles.wrap}
      onPointerEnter={(event) => event.pointerType === 'mouse' && after(400, true)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocusIn={() => anchor()?.matches(':focus-visible') && after(0, true)}
      onFocusOut={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {named['aria-label'] === text ? children : cloneElement(children, { 'aria-describedby': id })}
      <span ref={panel} id={id} role="tooltip" popover="manual" class={styles.tip} hidden={!open}>
        {text}
        {hint ? <kbd class={styles.hint}>{hint}</kbd> : null}
      </span>
    </span>
  )
}
