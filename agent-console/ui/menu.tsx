import { cloneElement, type VNode } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Placement, useFloating } from './floating'
import styles from './menu.module.css'
import { type MenuEntry, MenuGroups } from './menu-row'
import { speech } from './speech'
import { useOutside } from './use-outside'

export type { MenuEntry } from './menu-row'

type MenuProps = {
  /** The button that opens it; it receives the wiring. */
  trigger: VNode
  label: string
  entries: readonly MenuEntry[]
  placement?: Placement
  /** When somebody is about to read it. */
  onOpen?: () => void
}

/** A button and its menu: arrows walk, letters jump, Enter chooses, Escape and Tab leave. */
export function Menu({ trigger, label, entries, placement = 'bottom-start', onOpen }: MenuProps) {
  const [open, setOpen] = useState<false | 'first' | 'last'>(false)
  const wrap = useRef<HTMLSpanElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: 0 })
  const id = useId()
  const button = () => wrap.current?.querySelector<HTMLElement>('button')
  const rows = () => [...(panel.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not([aria-disabled])') ?? [])]
  useFloating({ open: open !== false, anchor: button, panel: () => panel.current, placement })
  useOutside(open !== false, [wrap], () => setOpen(false))
  // Focus moves when it opens, not when the rows change.
  useLayoutEffect(() => {
    if (open)
      rows()
        .at(open === 'first' ? 0 : -1)
        ?.focus()
  }, [open])
  const show = (from: false | 'first' | 'last') => {
    if (from && !open) onOpen?.()
    setOpen(from)
  }
  const close = () => {
    setOpen(false)
    button()?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const all = rows()
    const here = all.indexOf(document.activeElement as HTMLElement)
    const go = (to: number) => all.at(to % all.length)?.focus()
    if (event.key === 'ArrowDown') go(here + 1)
    else if (event.key === 'ArrowUp') go(here < 0 ? -1 : here - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(-1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Tab') setOpen(false)
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) jump(event, all, here)
    else return
    event.stopPropagation()
    if (event.key !== 'Tab') event.preventDefault()
  }
  const jump = (event: KeyboardEvent, all: HTMLElement[], here: number) => {
    const fresh = event.timeStamp - typed.current.at > 600
    const text = fold((fresh ? '' : typed.current.text) + event.key)
    typed.current = { text, at: event.timeStamp }
    const order = [...all.slice(here + (fresh ? 1 : 0)), ...all]
    order.find((row) => fold(row.textContent ?? '').startsWith(text))?.focus()
  }
  return (
    <span ref={wrap} class={styles.wrap}>
      {cloneElement(trigger, {
        'aria-haspopup': 'menu',
        'aria-expanded': open !== false,
        'aria-controls': open ? id : undefined,
        onClick: () => show(open ? false : 'first'),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          event.stopPropagation()
          show(event.key === 'ArrowDown' ? 'first' : 'last')
        },
      })}
      <div
        ref={panel}
        id={id}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        popover="manual"
        class={styles.menu}
        onKeyDown={onKeyDown}
      >
        {open ? <MenuGroups entries={entries} onDone={close} /> : null}
      </div>
    </span>
  )
}

const fold = (text: string) => text.trim().toLocaleLowerCase(speech.value.locale)
