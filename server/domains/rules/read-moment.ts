import { findDeal } from '#server/domains/deals/index'
import { findTask } from '#server/domains/tasks/index'
import { dealScope, personScope } from '#server/events/audience'
import type { Reader } from '#server/storage/db'
import type { By } from '#shared/protocol/define'
import { listOfHistory } from './event-queries'
import { entries, type Occasion } from './read-occasion'

/** A deal that has stood in its stage for the days a rule waits for. */
export async function longStay(db: Reader, dealId: string, since: string, at: string): Promise<Occasion | null> {
  const deal = await findDeal(db, dealId)
  if (!deal) return null
  // Whoever brought it there may be a rule.
  const [entry] = await listOfHistory(db, dealScope(dealId), entries, 1)
  return {
    ...{ key: `stay:${dealId}:${since}`, at, on: 'deal.stayed', chain: chainOf(entry?.data), doerId: null },
    ...{
      siteId: deal.siteId,
      personId: deal.personId,
      deal,
      lead: null,
      contactId: null,
      conversation: null,
      task: null,
    },
    isPast: false,
  }
}

/** How far back in a person's history the making of a task is looked for. */
const mostTasks = 100

/** A task that is overdue. */
export async function lateTask(db: Reader, taskId: string, dueAt: string, at = dueAt): Promise<Occasion> {
  const { task } = await findTask(db, taskId)
  const made = await listOfHistory(db, personScope(task.personId), ['task.created'], mostTasks)
  const mine = made.find(({ data }) => (data as { task: { id: string } }).task.id === taskId)
  return {
    ...{ key: `late:${taskId}:${dueAt}`, at, on: 'task.overdue', chain: chainOf(mine?.data), doerId: null },
    ...{
      siteId: task.siteId,
      personId: task.personId,
      deal: null,
      lead: null,
      contactId: null,
      conversation: null,
      task,
    },
    isPast: false,
  }
}

const chainOf = (data: unknown): string[] => (data as By | undefined)?.byRule?.chain ?? []
