import { agentIdOf, type TeamContext } from '#server/context'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Pipeline } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { lockPipelines } from './queries'
import { inOrder, saveChanges } from './save-changes'

type Told = { pipeline: Pipeline; byAgentId: string | null }

/** What was decided: the pipeline as it shall be, and the fact that tells it. Null when nothing changes. */
export type Decided = { after: Pipeline; tell: (record: Recorder, told: Told) => void } | null

type Ground = { tx: Tx; all: readonly Pipeline[] }

/** The shape of every change to a pipeline: all of them are taken, one is found, decided about, saved and told. */
export const alterPipeline = (
  { caller, change }: TeamContext,
  find: (pipeline: Pipeline) => boolean,
  decide: (before: Pipeline, ground: Ground) => Decided | Promise<Decided>,
): Promise<Pipeline> =>
  change(async (tx, record) => {
    const all = await lockPipelines(tx)
    const before = all.find(find)
    if (!before || caller.closedPipelineIds.includes(before.id)) throw new Refusal('not-found')
    const decided = await decide(before, { tx, all })
    if (!decided) return before
    const pipeline = { ...inOrder(decided.after), version: before.version + 1 }
    await saveChanges(tx, before, pipeline)
    decided.tell(record, { pipeline, byAgentId: agentIdOf(caller) })
    return pipeline
  })
