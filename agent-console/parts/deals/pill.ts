import type { DealCard } from '#shared/protocol/deals'
import { type Due, dueOf } from './days'

/** What comes next for a deal, in a word and its colour. */
export type Pill = {
  tone: 'neutral' | 'success' | 'warning' | 'danger'
  due: Due | null
  says: 'due' | 'none' | 'undated'
}

export function pillOf({ hasOpenTask, nextTaskAt }: Pick<DealCard, 'hasOpenTask' | 'nextTaskAt'>, now: number): Pill {
  if (!hasOpenTask) return { tone: 'warning', due: null, says: 'none' }
  if (nextTaskAt === null) return { tone: 'neutral', due: null, says: 'undated' }
  const due = dueOf(nextTaskAt, now)
  const tone = due.kind === 'overdue' ? 'danger' : due.kind === 'today' ? 'success' : 'neutral'
  return { tone, due, says: 'due' }
}
