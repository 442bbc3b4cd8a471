import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { keptOnDevice } from './device'

export type Hotkey = {
  /** `j`, `?`, `shift+e`, `mod+k` (⌘ on a Mac, Ctrl elsewhere), or two after one another: `g i`. */
  keys: string
  /** What it does, for the sheet; without one it is not listed. */
  label?: string
  /** The heading it stands under. */
  group?: string
  run: (event: KeyboardEvent) => void
}

/** All that may be pressed now, newest last; the newest of the same keys wins. */
export const hotkeys = signal<readonly Hotkey[]>([])

/** Whether keys without ⌘ or Ctrl act at all; some people's speech or hands press them by accident. */
export const singleKeys = keptOnDevice('single-keys', ['on', 'off'], 'on')

/** Registers keys for as long as the component is shown. */
export function useHotkeys(list: readonly Hotkey[]): void {
  const latest = useRef(list)
  latest.current = list
  const shape = list.map((it) => `${it.keys}\n${it.label ?? ''}\n${it.group ?? ''}`).join('\n\n')
  // It registers anew only when keys or words change.
  useEffect(() => {
    const mine = latest.current.map((it, at) => ({
      ...it,
      run: (event: KeyboardEvent) => latest.current[at]?.run(event),
    }))
    hotkeys.value = [...hotkeys.peek(), ...mine]
    return () => {
      hotkeys.value = hotkeys.peek().filter((it) => !mine.includes(it))
    }
  }, [shape])
}

let before = { key: '', at: 0 }

/** Listens on the whole page. Call once. */
export function listenForHotkeys(): () => void {
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const key = spell(event)
  const held = event.ctrlKey || event.metaKey
  if (!held && (singleKeys.peek() === 'off' || isWriting(event) || isCovered())) return
  const pair = event.timeStamp - before.at < 1000 ? `${before.key} ${key}` : ''
  const found = hotkeys.peek().findLast((it) => it.keys === pair) ?? hotkeys.peek().findLast((it) => it.keys === key)
  before = found ? { key: '', at: 0 } : { key, at: event.timeStamp }
  if (!found) return
  event.preventDefault()
  found.run(event)
}

function spell(event: KeyboardEvent): string {
  const letter = event.key.length === 1
  // A layout without Latin letters still has the key where it was printed.
  const foreign = letter && event.key.charCodeAt(0) > 0x24f && /^Key[A-Z]$/.test(event.code)
  // Turkish İ and ı are the same key as I to whoever presses it.
  const key = foreign ? event.code.slice(3).toLowerCase() : event.key.replace(/[İıI]/, 'i').toLowerCase()
  const shift = event.shiftKey && (!letter || /[\p{L}]/u.test(event.key)) ? 'shift+' : ''
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${shift}${key}`
}

const isWriting = (event: Event) => {
  const [target] = event.composedPath()
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}

const isCovered = () => document.querySelector('dialog[open], [role=menu]:popover-open') !== null

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

/** How keys are shown: `G then I` is written `G I`, `mod+k` as `⌘K` or `Ctrl K`. */
export const showKeys = (keys: string): string[] =>
  keys.split(' ').map((key) =>
    key
      .split('+')
      .map((part) => (part === 'mod' ? (isMac() ? '⌘' : 'Ctrl ') : part === 'shift' ? '⇧' : named(part)))
      .join(''),
  )

const named = (part: string) =>
  ({ escape: 'Esc', enter: '↵', arrowup: '↑', arrowdown: '↓' })[part] ?? part.toUpperCase()
