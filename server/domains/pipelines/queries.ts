import { sql } from 'kysely'
import type { Knowing } from '#server/context'
import type { Reader, Tx } from '#server/storage/db'
import { share } from '#server/storage/sharing'
import { statement } from '#server/storage/statement'
import type { CurrencyChange, LossReason, Pipeline, Stage } from '#shared/protocol/pipelines'
import { byRank } from '#shared/values/rank'
import { pipelineRowOf, reasonOf, reasonRowOf, stageOf, stageRowOf } from './row-shapes'
import type { LossReasonRow, PipelineRow, StageRow } from './tables'

/** How the deals of a pipeline come to its next currency, and who said so. */
export type Repricing = { change: CurrencyChange; byAgentId: string | null }

const kinds = { open: 0, won: 1, lost: 2 }

/** Every pipeline somebody may know, the default first; its won and lost stages always last. */
export const listPipelines = async (db: Reader, { closedPipelineIds }: Knowing): Promise<Pipeline[]> =>
  (await listAll(db)).filter(({ id }) => !closedPipelineIds.includes(id))

async function listAll(db: Reader): Promise<Pipeline[]> {
  const [pipelines, stages, reasons] = await Promise.all([
    db.selectFrom('pipeline').selectAll().execute(),
    db.selectFrom('stage').selectAll().execute(),
    db.selectFrom('loss_reason').selectAll().execute(),
  ])
  return pipelines.sort(defaultFirst).map((row) => pipelineOf(row, stages, reasons))
}

/** One pipeline with all that belongs to it; nothing where it is closed to who asks. */
export async function findPipeline(db: Reader, knowing: Knowing, id: string): Promise<Pipeline | undefined> {
  if (knowing.closedPipelineIds.includes(id)) return undefined
  const [row] = await pipelineById(db, { id })
  return row && pipelineOf(row, await stagesOf(db, { id }), await reasonsOf(db, { id }))
}

// On the way of everything that is done with a deal.
const pipelineById = statement<{ id: string }, PipelineRow>((db, { id }) =>
  db.selectFrom('pipeline').selectAll().where('id', '=', id),
)
const stagesOf = statement<{ id: string }, StageRow>((db, { id }) =>
  db.selectFrom('stage').selectAll().where('pipeline_id', '=', id),
)
const reasonsOf = statement<{ id: string }, LossReasonRow>((db, { id }) =>
  db.selectFrom('loss_reason').selectAll().where('pipeline_id', '=', id),
)

/** The same, and nobody changes it until the commit: deals move through it meanwhile. */
export async function holdPipeline(tx: Tx, knowing: Knowing, id: string): Promise<Pipeline | undefined> {
  await share(tx, () => tx.selectFrom('pipeline').select('id').where('id', '=', id))
  return findPipeline(tx, knowing, id)
}

/** Every pipeline, taken for this change: no deal enters or leaves a stage meanwhile, and no name is given twice. */
export async function lockPipelines(tx: Tx): Promise<Pipeline[]> {
  await tx.updateTable('pipeline').set({ version: sql`version` }).execute()
  return listAll(tx)
}

function pipelineOf(row: PipelineRow, allStages: readonly StageRow[], allReasons: readonly LossReasonRow[]): Pipeline {
  const ofPipeline = (one: { pipeline_id: string }) => one.pipeline_id === row.id
  const stages = allStages.filter(ofPipeline).sort((a, b) => kinds[a.kind] - kinds[b.kind] || byRank(a, b))
  const [used, past] = split(stages)
  const [offered, old] = split(allReasons.filter(ofPipeline).sort(byRank))
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    stages: used.map(stageOf),
    lossReasons: offered.map(reasonOf),
    archived: { stages: past.map(stageOf), lossReasons: old.map(reasonOf) },
    reasonRequired: row.reason_required === 1,
    maySkip: row.may_skip === 1,
    isDefault: row.is_default === 1,
    isArchived: row.archived === 1,
    memberIds: JSON.parse(row.members),
    rank: row.rank,
    version: row.version,
    ...(row.becoming === null ? {} : { becoming: row.becoming }),
  }
}

const defaultFirst = (a: PipelineRow, b: PipelineRow) => b.is_default - a.is_default || byRank(a, b)

/** What is in use, and what is kept for the past only. */
const split = <Row extends { archived: number }>(rows: Row[]): [Row[], Row[]] => [
  rows.filter((row) => row.archived === 0),
  rows.filter((row) => row.archived === 1),
]

/** A stage, whether it is in use or kept for the past; nothing where its pipeline is closed to who asks. */
export async function findStage(db: Reader, { closedPipelineIds }: Knowing, id: string): Promise<Stage | undefined> {
  const [row] = await stageById(db, { id })
  return row && !closedPipelineIds.includes(row.pipeline_id) ? stageOf(row) : undefined
}

const stageById = statement<{ id: string }, StageRow>((db, { id }) =>
  db.selectFrom('stage').selectAll().where('id', '=', id),
)

/** Where the deals of every stage of a pipeline went that is removed, or is about to be. */
export async function listSuccessors(db: Reader, pipelineId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('stage')
    .select(['id', 'successor_id'])
    .where('pipeline_id', '=', pipelineId)
    .where('successor_id', 'is not', null)
    .where(({ eb, or }) => or([eb('archived', '=', 1), eb('going_to', 'is not', null)]))
    .execute()
  return new Map(rows.flatMap(({ id, successor_id }) => (successor_id ? [[id, successor_id] as const] : [])))
}

export async function saveSuccessor(tx: Tx, stageId: string, successorId: string): Promise<void> {
  await tx.updateTable('stage').set({ successor_id: successorId }).where('id', '=', stageId).execute()
}

/** Remembers who has a stage removed. */
export async function saveGoing(tx: Tx, stageId: string, byAgentId: string | null): Promise<void> {
  await tx.updateTable('stage').set({ going_by: byAgentId }).where('id', '=', stageId).execute()
}

/** A stage that is being removed and who has it removed. */
export const findGoing = (db: Reader) =>
  db
    .selectFrom('stage')
    .select(['id', 'going_by'])
    .where('going_to', 'is not', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** Remembers how the deals of a pipeline come to its next currency. */
export async function saveRepricing(tx: Tx, pipelineId: string, repricing: Repricing | null): Promise<void> {
  const text = repricing && JSON.stringify(repricing)
  await tx.updateTable('pipeline').set({ repricing: text }).where('id', '=', pipelineId).execute()
}

/** A pipeline whose deals are being converted, and how. */
export async function findRepricing(db: Reader): Promise<{ id: string; repricing: Repricing } | undefined> {
  const row = await db
    .selectFrom('pipeline')
    .select(['id', 'repricing'])
    .where('becoming', 'is not', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.repricing ? { id: row.id, repricing: JSON.parse(row.repricing) as Repricing } : undefined
}

/** The deals of a pipeline in its currency, counted no further than asked, and the greatest amount among them. */
export async function findExtent(
  db: Reader,
  { id, currency }: Pick<Pipeline, 'id' | 'currency'>,
  most: number,
): Promise<{ count: number; greatest: number | null }> {
  const deals = db.selectFrom('deal').where('pipeline_id', '=', id).where('currency', '=', currency)
  const { count } = await db
    .selectFrom(deals.select('id').limit(most).as('found'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const greatest = await deals
    .select('amount')
    .where('amount', 'is not', null)
    .orderBy('amount', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { count, greatest: greatest?.amount ?? null }
}

/** How many deals stand in a stage, or were taken back there, counted no further than asked. */
export async function countDeals(db: Reader, stageId: string, isTakenBack: boolean, most: number): Promise<number> {
  const inStage = db.selectFrom('deal').select('id').where('stage_id', '=', stageId)
  const found = inStage.where('removed', '=', sql.lit(isTakenBack ? 1 : 0)).limit(most)
  const { count } = await db
    .selectFrom(found.as('found'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function insertPipeline(tx: Tx, pipeline: Pipeline): Promise<void> {
  await tx
    .insertInto('pipeline')
    .values({ ...pipelineRowOf(pipeline), repricing: null })
    .execute()
  await insertStages(tx, pipeline.stages)
  await insertReasons(tx, pipeline.lossReasons)
}

export async function savePipeline(tx: Tx, pipeline: Pipeline): Promise<void> {
  const { id, ...row } = pipelineRowOf(pipeline)
  await tx.updateTable('pipeline').set(row).where('id', '=', id).execute()
}

export async function insertStages(tx: Tx, stages: readonly Stage[]): Promise<void> {
  if (stages.length > 0)
    await tx
      .insertInto('stage')
      .values(stages.map((stage) => ({ ...stageRowOf(stage, false), successor_id: null, going_by: null })))
      .execute()
}

export async function saveStage(tx: Tx, stage: Stage, isArchived: boolean): Promise<void> {
  const { id, ...row } = stageRowOf(stage, isArchived)
  await tx.updateTable('stage').set(row).where('id', '=', id).execute()
}

export async function insertReasons(tx: Tx, reasons: readonly LossReason[]): Promise<void> {
  if (reasons.length > 0)
    await tx
      .insertInto('loss_reason')
      .values(reasons.map((reason) => reasonRowOf(reason, false)))
      .execute()
}

export async function saveReason(tx: Tx, reason: LossReason, isArchived: boolean): Promise<void> {
  const { id, ...row } = reasonRowOf(reason, isArchived)
  await tx.updateTable('loss_reason').set(row).where('id', '=', id).execute()
}

/** Takes a pipeline away with its stages and reasons. Whoever refers to one of them keeps it from happening. */
export async function removePipeline(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('stage').where('pipeline_id', '=', id).execute()
  await tx.deleteFrom('loss_reason').where('pipeline_id', '=', id).execute()
  await tx.deleteFrom('pipeline').where('id', '=', id).execute()
}
