import type { Task } from '#shared/protocol/tasks'
import type { Check } from './check'
import type { Stored, StoredFact } from './stored'

/** What stages come to is what their deals come to. */
export const totals: Check = {
  about: 'totals',
  look: (_, { wrongTotals }) => ({ stored: 0, lost: wrongTotals, doubled: 0, reordered: 0 }),
}

/** A deal that is lost takes its tasks along and leaves one to come back to, in the same change: right behind it. */
export const endings: Check = {
  about: 'endings',
  look: (_, { story }) => {
    const lostDeals = story.filter(({ name }) => name === 'deal.lost')
    const followUps = story.filter(({ name, data }) => name === 'task.created' && isFollowUp(data.task))
    const promised = lostDeals.filter(({ data }) => data.followUpOn)
    return {
      stored: lostDeals.length,
      lost: missingIn(story),
      doubled: Math.max(0, followUps.length - promised.length),
      reordered: 0,
    }
  },
}

/** A task is told as due once for each time it is due. */
export const reminders: Check = {
  about: 'reminders',
  look: ({ dueUntil }, stored) => {
    const told = stored.story.flatMap(({ name, data }) =>
      name === 'task.due' && data.task ? [`${data.task.id} ${data.task.dueAt}`] : [],
    )
    const once = new Set(told)
    return {
      stored: told.length,
      lost: standing(stored).filter((task) => isDue(task, dueUntil) && !once.has(`${task.id} ${task.dueAt}`)).length,
      doubled: told.length - once.size,
      reordered: 0,
    }
  },
}

/** What was late already when it was set is seen without a reminder. */
export const isDue = ({ status, remind, dueAt, createdAt }: Task, until: string): boolean =>
  status === 'open' && remind && dueAt !== null && dueAt > createdAt && dueAt < until

/** The crowd's own tasks begin with who set them. */
const isFollowUp = (task: Task | undefined) => task !== undefined && !task.title.startsWith('agent')

/** Every task as it was told last. */
function standing({ tasks, told }: Stored): Task[] {
  return [...tasks].flatMap(([id, version]) => (told.get(`${id}:${version}`) as Task | undefined) ?? [])
}

/** Goes through the story and counts what should stand behind a lost deal and does not. */
function missingIn(story: readonly StoredFact[]): number {
  const byNumber = new Map(story.map((fact) => [fact.n, fact]))
  const open = new Map<string, Set<string>>()
  let missing = 0
  for (const { n, name, data } of story) {
    const { task, deal } = data
    if (name.startsWith('task.') && task?.dealId) note(open, task, task.dealId)
    if (name !== 'deal.lost' || !deal) continue
    const { act } = data.tasks as { act: string }
    const owed = (act === 'cancel' ? (open.get(deal.id)?.size ?? 0) : 0) + (data.followUpOn ? 1 : 0)
    for (let behind = 1; behind <= owed; behind++) {
      const next = byNumber.get(n + behind)
      if (!next?.name.startsWith('task.') || next.data.task?.dealId !== deal.id) missing++
    }
  }
  return missing
}

function note(open: Map<string, Set<string>>, { id, status }: Task, dealId: string): void {
  const ofDeal = open.get(dealId) ?? new Set()
  open.set(dealId, ofDeal)
  if (status === 'open') ofDeal.add(id)
  else ofDeal.delete(id)
}
