import { agentIdOf } from '#server/context'
import { fillDeal, holdDeal, makeDeal, mayOwn } from '#server/domains/deals/index'
import { lockFile, placeFile } from '#server/domains/files/index'
import { holdPipeline } from '#server/domains/pipelines/index'
import { beginTask, listFree, pointTask } from '#server/domains/tasks/index'
import { madeStep, setSteps } from '#server/domains/undo/index'
import type { ConversionChoice } from '#shared/protocol/conversion'
import type { Deal } from '#shared/protocol/deals'
import type { Custom } from '#shared/protocol/fields'
import type { StoredFile } from '#shared/protocol/files'
import type { Person } from '#shared/protocol/people'
import { Refusal } from '#shared/protocol/refusals'
import type { Task } from '#shared/protocol/tasks'
import { fillIn } from '#shared/rules/lead-mapping'
import { assertMay, type Ground } from './begin-act'

type Bringing = {
  person: Person
  /** The conversation the lead came from. */
  conversationId: string | null
  brought: Readonly<Record<string, unknown>>
  ownerId: string | null
  /** Whether somebody chose the owner; where nobody did, it is only who had the lead. */
  isChosen: boolean
  /** What was to be done for the lead beside any deal. */
  taskIds: readonly string[]
  /** The lead's, where they go to the deal. */
  files: readonly StoredFile[]
}

/** The deal that comes of a lead: none, a new one, or one that is open already. */
export async function findDealFor(
  ground: Ground,
  choice: ConversionChoice['deal'],
  bringing: Bringing,
): Promise<Deal | null> {
  if (choice.how === 'none') return null
  assertMay(ground.caller, 'deals.write')
  const deal =
    choice.how === 'new' ? await beginOne(ground, choice, bringing) : await enrich(ground, choice.dealId, bringing)
  // What is to be done beside any deal is done for this one.
  if (deal.personId !== bringing.person.id) return deal
  await bringTasks(ground, deal, bringing.taskIds)
  await bringFiles(ground, deal, bringing.files)
  return deal
}

async function beginOne(
  ground: Ground,
  { name, amount, pipelineId, stageId, closesOn }: Extract<ConversionChoice['deal'], { how: 'new' }>,
  { conversationId, brought, ...bringing }: Bringing,
): Promise<Deal> {
  const { person } = bringing
  const { tx, record, at, caller, steps } = ground
  const pipeline = await holdPipeline(tx, caller, pipelineId)
  const stage = pipeline?.stages.find(({ id }) => id === stageId)
  if (!pipeline || !stage) throw new Refusal('not-found', { field: 'stageId' })
  if (stage.kind !== 'open') throw new Refusal('stage-closes-deal')
  const blank = { tags: [] as string[], description: '', source: '', name: '', custom: {} as Custom }
  const said = fillIn({ ...blank, closesOn: null as string | null }, brought)
  const known = { tags: said.tags, description: said.description, ...(said.source && { source: said.source }) }
  const ownerId = await ownerOf(ground, bringing, { siteId: person.siteId, pipelineId })
  const deal = await makeDeal(tx, record, {
    ...{ person, pipeline, stage, name: name ?? (said.name || null), conversationId, caller, at },
    known: { ...known, custom: said.custom, amount, closesOn: closesOn ?? said.closesOn, ownerId },
  })
  steps.push(madeStep('deal', deal))
  return deal
}

/** Who gets the deal and what is to be done for it: where nobody chose, not somebody who could not see it. */
async function ownerOf(
  { tx, caller }: Ground,
  { ownerId, isChosen }: Pick<Bringing, 'ownerId' | 'isChosen'>,
  where: { siteId: string; pipelineId: string },
): Promise<string | null> {
  if (isChosen || ownerId === null || (await mayOwn(tx, ownerId, where))) return ownerId
  return agentIdOf(caller)
}

async function enrich(ground: Ground, dealId: string, { person, conversationId, brought }: Bringing): Promise<Deal> {
  const { tx, caller, steps } = ground
  const before = await holdDeal(tx, caller, dealId)
  if (before.siteId !== person.siteId) throw new Refusal('merge-elsewhere')
  if (before.outcome !== 'open') throw new Refusal('deal-closed')
  // It is called and owned as somebody wanted it already.
  const { name: _name, ownerId: _ownerId, ...rest } = brought
  const isTheirs = before.personId === person.id
  const linked = isTheirs && before.conversationId === null ? { conversationId } : {}
  const deal = await fillDeal(ground, before, fillIn(before, { ...rest, ...linked }))
  steps.push(...setSteps('deal', before, deal))
  return deal
}

async function bringTasks(ground: Ground, deal: Deal, taskIds: readonly string[]): Promise<void> {
  const free = await listFree(ground.tx, deal.personId)
  for (const before of free.filter(({ id }) => taskIds.includes(id)))
    ground.steps.push(...setSteps('task', before, await pointTask(ground, before, deal.id)))
}

async function bringFiles(ground: Ground, deal: Deal, files: readonly StoredFile[]): Promise<void> {
  for (const { id } of files) {
    const file = await lockFile(ground.tx, id)
    if (!file || file.removed) continue
    const to = { record: 'deal' as const, recordId: deal.id, pipelineId: deal.pipelineId }
    ground.steps.push(...setSteps('file', file, await placeFile(ground, file, to)))
  }
}

/** A first task, on the deal where there is one. */
export async function planFirst(
  ground: Ground,
  asked: NonNullable<ConversionChoice['task']>,
  { deal, conversationId, ...bringing }: Omit<Bringing, 'brought' | 'taskIds' | 'files'> & { deal: Deal | null },
): Promise<Task> {
  assertMay(ground.caller, 'tasks.write')
  const { person } = bringing
  const isTheirs = deal?.personId === person.id
  const task = await beginTask(ground, {
    ...{ ...asked, siteId: person.siteId, personId: person.id, dealId: deal && isTheirs ? deal.id : null },
    ...{ conversationId, assigneeId: deal && isTheirs ? await ownerOf(ground, bringing, deal) : bringing.ownerId },
  })
  ground.steps.push(madeStep('task', task))
  return task
}
