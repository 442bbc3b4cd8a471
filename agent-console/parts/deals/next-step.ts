import type { DealCard } from '#shared/protocol/deals'
import type { Task } from '#shared/protocol/tasks'

/** What is to be done next, and when: of a deal, or of a person's open tasks and deals. */
export type NextStep = Pick<DealCard, 'hasOpenTask' | 'nextTaskAt'>

/** What a person's tasks come to; null where there is neither an open task nor an open deal. */
export function nextStepOf(tasks: readonly Task[], hasOpenDeal: boolean): NextStep | null {
  const open = tasks.filter(({ status }) => status === 'open')
  if (open.length === 0 && !hasOpenDeal) return null
  const [next] = open.flatMap(({ dueAt }) => dueAt ?? []).sort()
  return { hasOpenTask: open.length > 0, nextTaskAt: next ?? null }
}
