import type { TeamContext } from '#server/context'
import { dealScope } from '#server/events/audience'
import type { DealEvent } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import { accessDeal } from './access'
import { listHistory } from './queries'
import type { FieldChange } from './rules'

type Told = {
  byAgentId?: string | null
  changes?: FieldChange[]
  fromStageId?: string
  deal?: { stageId?: string; name?: string; lossReasonId?: string | null; lossNote?: string } | null
  task?: { title: string }
}

/** What happened to a deal, oldest first: its facts, told plainly. */
export async function dealHistory(
  { dealId }: CheckedInputOf<'deal:history'>,
  { read, caller }: TeamContext,
): Promise<DealEvent[]> {
  await accessDeal(read, caller, dealId)
  const rows = await listHistory(read, dealScope(dealId))
  return rows.map(({ n, name, at, data }) => {
    const told = JSON.parse(data) as Told
    return { n, name, at, byAgentId: told.byAgentId ?? null, changes: changesOf(name, told) }
  })
}

function changesOf(name: string, { changes, fromStageId, deal, task }: Told): FieldChange[] {
  if (changes) return changes
  if (task) return [{ field: 'task', was: null, is: task.title }]
  const moved = fromStageId ? [{ field: 'stageId', was: fromStageId, is: deal?.stageId }] : []
  if (name !== 'deal.lost') return moved
  return [...moved, { field: 'lossReasonId', was: null, is: deal?.lossReasonId }]
}
