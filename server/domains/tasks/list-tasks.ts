import type { TeamContext } from '#server/context'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { Discipline } from '#shared/protocol/tasks'
import { listAssignees } from './access'
import { listDiscipline, listTasks, type Place } from './list-queries'
import { sortAt } from './queries'

const dayMs = 86_400_000

/** A page of the tasks of the sites one works on. */
export async function pageTasks(
  { cursor, siteId, limit, ...filter }: CheckedInputOf<'task:list'>,
  { read, caller }: TeamContext,
): Promise<OutputOf<'task:list'>> {
  const siteIds = siteId ? caller.siteIds.filter((id) => id === siteId) : caller.siteIds
  const after = cursor ? parse(cursor) : null
  const found = await listTasks(read, {
    ...filter,
    siteIds,
    closedPipelineIds: caller.closedPipelineIds,
    after,
    limit: limit + 1,
  })
  const items = found.slice(0, limit)
  const last = items.at(-1)?.task
  return { items, next: found.length > limit && last ? `${sortAt(last)}|${last.id}` : null }
}

/** Who may be given tasks of a site. */
export async function readAssignees(
  { siteId }: CheckedInputOf<'task:assignees'>,
  { read, caller }: TeamContext,
): Promise<string[]> {
  if (!caller.siteIds.includes(siteId)) throw new Refusal('not-found')
  return listAssignees(read, siteId)
}

/** How tasks are kept, by agent, on the sites one works on. */
export const readDiscipline = (
  { days }: CheckedInputOf<'task:discipline'>,
  { read, caller, now }: TeamContext,
): Promise<Discipline[]> => {
  const at = now()
  return listDiscipline(read, caller, new Date(Date.parse(at) - days * dayMs).toISOString(), at)
}

function parse(cursor: string): Place {
  const [sortAt, id] = cursor.split('|')
  if (!sortAt || !id) throw new Refusal('malformed', { field: 'cursor' })
  return { sortAt, id }
}
