import { findCompany, listPeopleAt } from '#server/domains/companies/index'
import { findCardOf, holdContact } from '#server/domains/contacts/index'
import { findDeal } from '#server/domains/deals/index'
import { lockFile } from '#server/domains/files/index'
import { lockOpenOf } from '#server/domains/leads/index'
import { findSurvivor } from '#server/domains/people/index'
import { lockTask } from '#server/domains/tasks/index'
import { changedSince, findAuthor, type Kept, type Step, takeBack } from '#server/domains/undo/index'
import { dealScope, personScope } from '#server/events/audience'
import type { Block, RecordKind } from '#shared/protocol/changes'
import type { Ground } from './begin-act'

type Row = { id: string; name: string; removed: boolean; mergedInto?: string | null; pipelineId?: string }

const isClosed = ({ caller }: Ground, { pipelineId }: Pick<Row, 'pipelineId'>): boolean =>
  pipelineId !== undefined && caller.closedPipelineIds.includes(pipelineId)

/** Everything that happened since and would be lost, or would be wrong, if a great act were taken back. */
export async function blocksOf(ground: Ground, kept: Kept): Promise<Block[]> {
  const blocks: Block[] = []
  const person = await findSurvivor(ground.tx, kept.personId)
  if (kept.goneId !== null && person && person.id !== kept.personId)
    blocks.push({ ...nobody, record: 'person', id: person.id, name: person.name ?? person.code, why: 'merged' })
  for (const record of ['contact', 'company', 'deal'] as const)
    for (const [id, steps] of byId(withoutPointers(kept.steps), record))
      blocks.push(...(await blocksOfRow(ground, kept, record, id, steps)))
  for (const dealId of await dealsBeside(ground, kept)) {
    const deal = await findDeal(ground.tx, dealId)
    if (deal && isClosed(ground, deal) && !blocks.some((block) => block.id === deal.id))
      blocks.push({ ...nobody, record: 'deal', id: deal.id, name: '', why: 'closed' })
  }
  if (kept.leadId) {
    const open = await lockOpenOf(ground.tx, kept.goneId ?? kept.personId)
    if (open) blocks.push({ ...nobody, record: 'lead', id: open.id, name: open.name, why: 'used' })
  }
  return blocks
}

/** Deals that have tasks and files of the act by now. */
async function dealsBeside({ tx }: Ground, kept: Kept): Promise<Set<string>> {
  const steps = withoutPointers(kept.steps)
  const ids = new Set<string>()
  for (const id of byId(steps, 'task').keys()) {
    const task = await lockTask(tx, id)
    if (task?.dealId) ids.add(task.dealId)
  }
  for (const id of byId(steps, 'file').keys()) {
    const file = await lockFile(tx, id)
    if (file?.record === 'deal') ids.add(file.recordId)
  }
  return ids
}

async function blocksOfRow(
  ground: Ground,
  kept: Kept,
  record: 'contact' | 'company' | 'deal',
  id: string,
  steps: readonly Step[],
): Promise<Block[]> {
  const row = await findRow(ground, record, id)
  if (!row) return []
  // What one may not know one does not take back, and its name is not told.
  if (isClosed(ground, row)) return [{ ...nobody, record, id, name: '', why: 'closed' }]
  const { name } = row
  const made = steps.find((step) => step.act === 'made')
  if (row.mergedInto && row.mergedInto !== writtenMerge(steps)) return [{ ...nobody, record, id, name, why: 'merged' }]
  const isRemovedSince = row.removed && !steps.some((step) => step.act === 'set' && step.field === 'removed')
  // What was made and is gone already leaves nothing to do; what was there must be there to be brought back.
  if (isRemovedSince) return made ? [] : [{ ...nobody, record, id, name, why: 'removed' }]
  const fields = (made ? changedSince(row, made.row) : takeBack(row, steps).changed).filter(
    (field) => field !== 'personId',
  )
  const blocks: Block[] = []
  for (const field of fields) {
    const scope = record === 'deal' ? dealScope(id) : personScope(kept.personId)
    const byAgentId = record === 'company' ? null : await findAuthor(ground.tx, { record, id, field, scope })
    blocks.push({ record, id, name, field, why: 'changed', byAgentId })
  }
  if (made && record === 'company') blocks.push(...(await usersOf(ground, kept, id, name)))
  return blocks
}

/** Others who work at a company by now: it cannot go. */
async function usersOf({ tx }: Ground, kept: Kept, companyId: string, name: string): Promise<Block[]> {
  const others = (await listPeopleAt(tx, companyId)).filter((personId) => personId !== kept.personId)
  const known = others[0] ? await findCardOf(tx, others[0]) : undefined
  if (others.length === 0) return []
  return [{ ...nobody, record: 'company', id: companyId, name: known?.contact.name || name, why: 'used' }]
}

async function findRow({ tx, caller }: Ground, record: RecordKind, id: string): Promise<Row | undefined> {
  if (record === 'contact') return holdContact(tx, caller, id)
  if (record === 'company') return findCompany(tx, id)
  return findDeal(tx, id)
}

/** Whom the act itself merged it into. */
const writtenMerge = (steps: readonly Step[]): unknown =>
  steps.flatMap((step) => (step.act === 'set' && step.field === 'mergedInto' ? [step.is] : []))[0] ?? null

/** Whose a thing is goes back with its person, whatever became of it. */
export const withoutPointers = (steps: readonly Step[]): Step[] =>
  steps.filter((step) => step.act === 'made' || step.field !== 'personId')

/** Steps of one kind of record, by record. */
export function byId(steps: readonly Step[], record: RecordKind): Map<string, Step[]> {
  const found = new Map<string, Step[]>()
  for (const step of steps) if (step.record === record) found.set(step.id, [...(found.get(step.id) ?? []), step])
  return found
}

const nobody = { field: null, byAgentId: null }
