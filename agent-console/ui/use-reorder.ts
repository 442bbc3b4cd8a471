import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Dragging } from './drag'

type Reorder = {
  /** The list whose rows carry `data-row`. */
  list: RefObject<HTMLElement | null>
  ids: readonly string[]
  enabled: boolean
  /** Puts one in front of another; null for the end. */
  onMove: (id: string, beforeId: string | null) => void
}

/** A list in an order of one's own, by handle: dragged with mouse, pen or finger; moved with the arrows. */
export function useReorder({ list, ids, enabled, onMove }: Reorder) {
  const [held, setHeld] = useState<{ id: string; index: number } | null>(null)
  const [dragging, setDragging] = useState<Dragging | null>(null)
  const latest = useRef({ ids, held, onMove })
  latest.current = { ids, held, onMove }
  const hold = (next: typeof held) => {
    latest.current.held = next
    setHeld(next)
  }
  useEffect(() => {
    if (!enabled) return
    let stop: (() => void) | null = null
    let gone = false
    void import('./drag').then(({ startDragging }) => {
      if (gone) return
      const started = startDragging({
        onLift: (id) => hold({ id, index: latest.current.ids.indexOf(id) }),
        onMove: ({ y }) => {
          const now = latest.current.held
          if (now) hold({ ...now, index: indexAt(list.current, now.id, y) })
        },
        onDrop: () => {
          const now = latest.current.held
          hold(null)
          if (now) put(now.id, now.index)
        },
        onCancel: () => hold(null),
      })
      stop = started.stop
      setDragging(started)
    })
    return () => {
      gone = true
      stop?.()
      setDragging(null)
    }
  }, [enabled])

  /** Moves one to a place among all, unless it is there already. */
  const put = (id: string, index: number) => {
    const all = latest.current.ids
    if (index < 0 || index >= all.length || all[index] === id) return
    const others = all.filter((one) => one !== id)
    latest.current.onMove(id, others[index] ?? null)
  }
  const step = (id: string, by: 1 | -1) => put(id, latest.current.ids.indexOf(id) + by)
  return { order: held ? inserted(ids, held) : ids, heldId: held?.id ?? null, dragging, step }
}

function inserted(ids: readonly string[], { id, index }: { id: string; index: number }): readonly string[] {
  const others = ids.filter((one) => one !== id)
  return [...others.slice(0, index), id, ...others.slice(index)]
}

/** How many of the other rows lie above a point. */
function indexAt(list: HTMLElement | null, id: string, y: number): number {
  const others = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].filter((row) => row.dataset.row !== id)
  return others.filter((row) => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2 < y
  }).length
}
