import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { may } from '../../data/session'
import { state } from '../../data/store'
import type { Dragging } from '../../ui/drag'
import { rowHeight } from './card-extras'
import { carried, type Place } from './carry'
import { drop, hold, pickUp, putBack } from './move-card'

/** The gesture recogniser, once it has been fetched. */
export const dragging = signal<Dragging | null>(null)

/** Where the carried card floats: its corner, its width. */
export const ghost = signal<{ x: number; y: number; width: number } | null>(null)

/** When the last card was dropped: the click that follows belongs to the drag. */
export const lastDrop = { at: 0 }

/** Fetches dragging after the board is on screen; until then, and without it, menu and keys do the same. */
export function useDragging(): void {
  useEffect(() => {
    if (!may('deals.write')) return
    let gone = false
    let offset = { x: 0, y: 0 }
    const end = (finish: () => void) => () => {
      ghost.value = null
      lastDrop.at = Date.now()
      finish()
    }
    void import('../../ui/drag').then(({ startDragging }) => {
      if (gone) return
      dragging.value = startDragging({
        onLift: (id, element, point) => {
          const card = state.value.deals.get(id)
          if (!card) return
          const box = element.getBoundingClientRect()
          offset = { x: point.x - box.left, y: point.y - box.top }
          pickUp(card, 'pointer')
          ghost.value = { x: box.left, y: box.top, width: box.width }
        },
        onMove: ({ x, y }) => {
          if (!ghost.value) return
          ghost.value = { ...ghost.value, x: x - offset.x, y: y - offset.y }
          const at = placeUnder(x, y)
          if (at) hold(at)
        },
        onDrop: end(drop),
        onCancel: end(putBack),
      })
    })
    return () => {
      gone = true
      dragging.value?.stop()
      dragging.value = null
      ghost.value = null
      carried.value = null
    }
  }, [])
}

/** The place under a point of the window; nothing beside the columns, where the card keeps its last place. */
function placeUnder(x: number, y: number): Place | undefined {
  const element = document.elementFromPoint(x, y)
  const end = element?.closest<HTMLElement>('[data-strip], [data-final]')?.dataset
  const strip = end?.strip ?? end?.final
  if (strip === 'won' || strip === 'lost') return { over: strip }
  const column = element?.closest<HTMLElement>('[data-column]')
  const stageId = column?.dataset.column
  const rows = column?.querySelector('[data-rows]')
  if (!stageId || !rows) return undefined
  const count = Number(column.dataset.count)
  const index = Math.floor((y - rows.getBoundingClientRect().top) / rowHeight.peek())
  return { over: 'stage', stageId, index: Math.min(Math.max(0, index), count) }
}
