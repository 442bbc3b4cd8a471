import type { StageRate } from '#shared/protocol/deal-sums'
import type { InputOf } from '#shared/protocol/index'
import type { LossReasonChanges, PipelineChanges, StageChanges } from '#shared/protocol/pipeline-requests'
import type { LossReason, Pipeline, Stage } from '#shared/protocol/pipelines'
import { homeOf } from '#shared/rules/new-deal'
import { randomId } from '#shared/values/random'
import { byRank, rankBetween } from '#shared/values/rank'
import { ask } from './client'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { putTotals } from './reduce-deals'
import { withPipeline } from './reduce-pipelines'
import type { State } from './state'
import { state, update } from './store'

/** Pipelines in use in their order, then those put away. */
export const pipelinesInOrder = ({ pipelines }: State): Pipeline[] =>
  [...pipelines.values()].sort((a, b) => Number(a.isArchived) - Number(b.isArchived) || byRank(a, b))

/** The one new deals go to when nothing else is said; where that one is closed to me, the first of mine. */
export const homePipeline = (state: State): Pipeline | undefined =>
  homeOf(pipelinesInOrder(state), undefined, null) ?? pipelinesInOrder(state)[0]

/** Asks what every stage of every pipeline comes to; from then on facts keep it true. */
export async function loadTotals(): Promise<void> {
  const totals = await persist(() => ask.deal.totals({}))
  update((before) => ({ ...before, totals: putTotals(before.totals, totals) }))
}

/** How many of the deals that stood in each stage were won. */
export const loadRates = (pipelineId: string): Promise<StageRate[]> => persist(() => ask.deal.rates({ pipelineId }))

type New = Omit<InputOf<'pipeline:create'>, 'rid'>

export const createPipeline = (asked: New): Promise<Pipeline> => done((rid) => ask.pipeline.create({ rid, ...asked }))

/** @throws RefusedError `stale`, `name-taken`, `last-reason`, `pipeline-archived` */
export const editPipeline = ({ id }: Pipeline, changes: PipelineChanges): Promise<Pipeline> =>
  guess(
    id,
    (pipeline) => ({ ...pipeline, ...fresh(changes) }),
    (rid) => ask.pipeline.edit({ rid, pipelineId: id, changes }),
  )

export const movePipeline = ({ id }: Pipeline, beforeId: string | null): Promise<Pipeline> => {
  const others = [...state.value.pipelines.values()].filter((one) => one.id !== id)
  return guess(
    id,
    (pipeline) => ({ ...pipeline, rank: rankInFront(others, beforeId) }),
    (rid) => ask.pipeline.move({ rid, pipelineId: id, beforeId }),
  )
}

export const setDefaultPipeline = ({ id }: Pipeline): Promise<Pipeline> =>
  done((rid) => ask.pipeline.setDefault({ rid, pipelineId: id }))

type Repricing = InputOf<'pipeline:setCurrency'>['change']

/** @throws RefusedError `currency-in-use`, `name-differs`, `amount-too-large`, `stale`, `busy` */
export const setCurrency = ({ id, currency }: Pipeline, is: string, change: Repricing): Promise<Pipeline> =>
  done((rid) => ask.pipeline.setCurrency({ rid, pipelineId: id, was: currency, is, change }))

export const archivePipeline = ({ id }: Pipeline): Promise<Pipeline> =>
  done((rid) => ask.pipeline.archive({ rid, pipelineId: id }))

export const restorePipeline = ({ id }: Pipeline): Promise<Pipeline> =>
  done((rid) => ask.pipeline.restore({ rid, pipelineId: id }))

/** @throws RefusedError `pipeline-in-use` once it has had deals */
export async function removePipeline({ id }: Pipeline): Promise<void> {
  const rid = randomId()
  await persist(() => ask.pipeline.remove({ rid, pipelineId: id }))
}

export const addStage = ({ id }: Pipeline, name: string): Promise<Pipeline> =>
  done((rid) => ask.stage.add({ rid, pipelineId: id, name, beforeId: null }))

/** @throws RefusedError `stale`, `name-taken`, `stage-archived` */
export const editStage = ({ id, pipelineId }: Stage, changes: StageChanges): Promise<Pipeline> =>
  guess(
    pipelineId,
    (pipeline) => ({
      ...pipeline,
      stages: pipeline.stages.map((stage) => (stage.id === id ? { ...stage, ...fresh(changes) } : stage)),
    }),
    (rid) => ask.stage.edit({ rid, stageId: id, changes }),
  )

export const moveStage = ({ id, pipelineId }: Stage, beforeId: string | null): Promise<Pipeline> =>
  guess(
    pipelineId,
    (pipeline) => {
      const open = pipeline.stages.filter((stage) => stage.kind === 'open' && stage.id !== id)
      const moved = pipeline.stages.find((stage) => stage.id === id)
      if (!moved) return pipeline
      const rank = rankInFront(open, beforeId)
      const final = pipeline.stages.filter(({ kind }) => kind !== 'open')
      return { ...pipeline, stages: [...[...open, { ...moved, rank }].sort(byRank), ...final] }
    },
    (rid) => ask.stage.move({ rid, stageId: id, beforeId }),
  )

/** @throws RefusedError `stage-in-use` when it has deals and nothing was chosen, `last-stage` */
export const removeStage = ({ id }: Stage, moveToStageId: string | undefined): Promise<Pipeline> =>
  done((rid) => ask.stage.remove({ rid, stageId: id, moveToStageId }))

export const restoreStage = ({ id }: Pick<Stage, 'id'>): Promise<Pipeline> =>
  done((rid) => ask.stage.restore({ rid, stageId: id }))

export const addReason = ({ id }: Pipeline, label: string): Promise<Pipeline> =>
  done((rid) => ask.reason.add({ rid, pipelineId: id, label }))

/** @throws RefusedError `stale`, `name-taken` */
export const editReason = ({ id, pipelineId }: LossReason, changes: LossReasonChanges): Promise<Pipeline> =>
  guess(
    pipelineId,
    (pipeline) => ({
      ...pipeline,
      lossReasons: pipeline.lossReasons.map((reason) => (reason.id === id ? { ...reason, ...fresh(changes) } : reason)),
    }),
    (rid) => ask.reason.edit({ rid, lossReasonId: id, changes }),
  )

export const moveReason = ({ id, pipelineId }: LossReason, beforeId: string | null): Promise<Pipeline> =>
  guess(
    pipelineId,
    (pipeline) => {
      const others = pipeline.lossReasons.filter((reason) => reason.id !== id)
      const rank = rankInFront(others, beforeId)
      const moved = pipeline.lossReasons.filter((reason) => reason.id === id).map((reason) => ({ ...reason, rank }))
      return { ...pipeline, lossReasons: [...others, ...moved].sort(byRank) }
    },
    (rid) => ask.reason.move({ rid, lossReasonId: id, beforeId }),
  )

/** @throws RefusedError `last-reason` */
export const archiveReason = ({ id }: LossReason): Promise<Pipeline> =>
  done((rid) => ask.reason.archive({ rid, lossReasonId: id }))

export const restoreReason = ({ id }: Pick<LossReason, 'id'>): Promise<Pipeline> =>
  done((rid) => ask.reason.restore({ rid, lossReasonId: id }))

type Change = { was: unknown; is: unknown }

/** What fields shall be. */
const fresh = (changes: { [field: string]: Change | undefined }) =>
  Object.fromEntries(Object.entries(changes).flatMap(([field, change]) => (change ? [[field, change.is]] : [])))

/** Where something stands until the server says. */
function rankInFront(others: readonly { id: string; rank: string }[], beforeId: string | null): string {
  const list = [...others].sort(byRank)
  const at = beforeId === null ? list.length : list.findIndex(({ id }) => id === beforeId)
  return rankBetween(list[at - 1]?.rank ?? null, list[at]?.rank ?? null)
}

/** Shows a change to a pipeline at once; refused, it is taken back. */
function guess(
  id: string,
  change: (pipeline: Pipeline) => Pipeline,
  attempt: (rid: string) => Promise<Pipeline>,
): Promise<Pipeline> {
  const rid = randomId()
  return optimistic({
    guess: (before) => {
      const pipeline = before.pipelines.get(id)
      return pipeline ? { ...before, pipelines: new Map(before.pipelines).set(id, change(pipeline)) } : before
    },
    attempt: () => persist(() => attempt(rid)),
    confirm: withPipeline,
  })
}

async function done(attempt: (rid: string) => Promise<Pipeline>): Promise<Pipeline> {
  const rid = randomId()
  const pipeline = await persist(() => attempt(rid))
  update((before) => withPipeline(before, pipeline))
  return pipeline
}
