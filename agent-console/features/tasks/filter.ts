import type { InputOf } from '#shared/protocol/index'
import type { Task, TaskType } from '#shared/protocol/tasks'
import { me } from '../../data/session'
import type { State } from '../../data/state'

export const views = ['list', 'week', 'day', 'team'] as const
export type View = (typeof views)[number]

export const types = ['call', 'message', 'meeting', 'offer', 'other'] as const satisfies readonly TaskType[]
export const statuses = ['open', 'done', 'cancelled'] as const

/** What the address says is to be shown. Empty means any. */
export type Filter = {
  view: View
  /** `mine`, `anyone`, `nobody`, or an agent. */
  who: string
  status: Task['status']
  type: TaskType | ''
  stageId: string
  siteId: string
  /** The day the calendar shows, or a day of the week it shows; today when empty. */
  day: string
}

type Query = Readonly<Record<string, string | undefined>>

const oneOf = <Value extends string>(all: readonly Value[], value: string | undefined) =>
  all.find((one) => one === value)

/** The filter of an address; what it does not know is left out. */
export const readFilter = (query: Query): Filter => ({
  view: oneOf(views, query.view) ?? 'list',
  who: query.who || 'mine',
  status: oneOf(statuses, query.status) ?? 'open',
  type: oneOf(types, query.type) ?? '',
  stageId: query.stage ?? '',
  siteId: query.site ?? '',
  day: /^\d{4}-\d{2}-\d{2}$/.test(query.day ?? '') ? (query.day ?? '') : '',
})

/** Whether anything is left out beside what is left out usually. */
export const isNarrow = ({ who, status, type, stageId, siteId }: Filter): boolean =>
  who !== 'mine' || status !== 'open' || type !== '' || stageId !== '' || siteId !== ''

/** The same as the server is asked for. */
export function asked({ who, status, type, stageId, siteId }: Filter): InputOf<'task:list'> {
  const assignee = who === 'mine' ? (me.value?.agent.id ?? 'nobody') : who
  return { assignee, status, ...(type && { type }), ...(stageId && { stageId }), ...(siteId && { siteId }) }
}

/** Whether a task that is known here belongs to what is asked for. */
export function fits(task: Task, { who, status, type, stageId, siteId }: Filter, known: State): boolean {
  const assignee = who === 'mine' ? known.me?.agent.id : who
  if (task.status !== status || (type && task.type !== type) || (siteId && task.siteId !== siteId)) return false
  if (assignee === 'nobody' ? task.assigneeId !== null : assignee !== 'anyone' && task.assigneeId !== assignee)
    return false
  return !stageId || stageOf(task, known) === stageId
}

function stageOf({ id, dealId }: Task, { deals, taskLabels }: State): string | undefined {
  return (dealId ? deals.get(dealId)?.deal.stageId : undefined) ?? taskLabels.get(id)?.deal?.stageId
}
