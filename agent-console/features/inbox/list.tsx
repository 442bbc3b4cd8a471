import type { TargetedMouseEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Conversation, InboxView } from '#shared/protocol/conversations'
import { t } from '../../data/session'
import { useHotkeys } from '../../ui/hotkeys'
import { useVirtualList } from '../../ui/virtual-list'
import styles from './inbox.module.css'
import { InboxRow } from './inbox-row'

const rowPx = 60
/** This many rows before the end the next page is asked for. */
const early = 10

type ListProps = {
  rows: readonly Conversation[]
  view: InboxView
  selectedId: string | undefined
  onNearEnd: () => void
}

/** A right click on a row opens the menu its pill opens. */
function openMenu(event: TargetedMouseEvent<HTMLLIElement>): void {
  const button = event.currentTarget.querySelector<HTMLElement>('[data-row-deal] button')
  if (!button) return
  event.preventDefault()
  button.click()
}

/** The rows that are in view. J, K and the arrows walk, Enter opens. */
export function List({ rows, view, selectedId, onNearEnd }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<string>()
  const list = useVirtualList({
    count: rows.length,
    scroller,
    estimate: () => rowPx,
    keyOf: (at) => rows[at]?.id ?? '',
    paddingEnd: 8,
  })
  const items = list.getVirtualItems()
  const stopId = [focusedId, selectedId].find((id) => rows.some((row) => row.id === id)) ?? rows[0]?.id

  const walk = (step: number) => {
    const here = rows.findIndex(({ id }) => id === stopId)
    const isHere = document.activeElement?.closest('[data-conversation]') || stopId === selectedId
    const to = isHere ? Math.min(rows.length - 1, Math.max(0, here + step)) : here
    const next = rows[to]
    if (!next) return
    list.scrollToIndex(to)
    setFocusedId(next.id)
    // The row may be outside of what is drawn: it is drawn in the frame after scrolling.
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-conversation="${next.id}"]`)?.focus({ preventScroll: true })
    })
  }
  const group = t.value('inbox.keys')
  useHotkeys([
    { keys: 'j', label: t.value('inbox.keys.next'), group, run: () => walk(1) },
    { keys: 'k', label: t.value('inbox.keys.previous'), group, run: () => walk(-1) },
  ])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    walk(step)
  }
  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - early
  // Asked again when a page has come and its end is near as well.
  useEffect(() => {
    if (isNearEnd) onNearEnd()
  }, [isNearEnd, rows.length])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows walk among the links inside
    <div ref={scroller} class={styles.scroller} onKeyDown={onKeyDown}>
      <ul class={styles.rows} style={{ height: `${list.getTotalSize()}px` }}>
        {items.map(({ index, start }) => {
          const conversation = rows[index]
          return conversation ? (
            <li
              key={conversation.id}
              class={styles.place}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              onContextMenu={openMenu}
            >
              <InboxRow
                conversation={conversation}
                view={view}
                selected={conversation.id === selectedId}
                isStop={conversation.id === stopId}
                onFocus={() => setFocusedId(conversation.id)}
              />
            </li>
          ) : null
        })}
      </ul>
    </div>
  )
}
