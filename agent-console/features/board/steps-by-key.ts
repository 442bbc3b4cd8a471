import type { Place } from './carry'

/** A column as the keys see it: how many cards stand in it beside the carried one. */
export type Lane = { stageId: string; count: number }

/**
 * Where an arrow brings a carried card: up and down within its column, sideways to the next one, and beyond the last
 * column to Won and Lost. Nothing when the key is no arrow or leads nowhere.
 */
export function stepByKey(at: Place, key: string, lanes: readonly Lane[]): Place | undefined {
  const last = lanes.at(-1)
  if (at.over !== 'stage') {
    if (key === 'ArrowRight') return at.over === 'won' ? { over: 'lost' } : undefined
    if (key !== 'ArrowLeft') return undefined
    if (at.over === 'lost') return { over: 'won' }
    return last && { over: 'stage', stageId: last.stageId, index: 0 }
  }
  const lane = lanes.findIndex(({ stageId }) => stageId === at.stageId)
  const count = lanes[lane]?.count ?? 0
  if (key === 'ArrowUp') return at.index > 0 ? { ...at, index: at.index - 1 } : undefined
  if (key === 'ArrowDown') return at.index < count ? { ...at, index: at.index + 1 } : undefined
  if (key === 'Home') return { ...at, index: 0 }
  if (key === 'End') return { ...at, index: count }
  if (key === 'ArrowRight' && lane === lanes.length - 1) return { over: 'won' }
  const next = key === 'ArrowRight' ? lanes[lane + 1] : key === 'ArrowLeft' ? lanes[lane - 1] : undefined
  return next && { over: 'stage', stageId: next.stageId, index: Math.min(at.index, next.count) }
}
