import type { FollowGround } from '#server/events/follows'
import type { Reader, Tx } from '#server/storage/db'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { findGoing, listSuccessors, lockPipelines } from './queries'
import { livingStage } from './rules'
import { inOrder, saveChanges } from './save-changes'

/** A stage that is being removed, where its deals go, and who said so. */
export type Going = { pipeline: Pipeline; stage: Stage; to: Stage; byAgentId: string | null }

export const hasGoing = async (db: Reader): Promise<boolean> => (await findGoing(db)) !== undefined

/** One of the stages that are being removed, taken with every pipeline: nothing moves in them meanwhile. */
export async function takeGoing(tx: Tx): Promise<Going | undefined> {
  const pipelines = await lockPipelines(tx)
  const row = await findGoing(tx)
  const pipeline = row && pipelines.find(({ stages }) => stages.some(({ id }) => id === row.id))
  const stage = pipeline?.stages.find(({ id }) => id === row?.id)
  if (!row || !pipeline || !stage) return undefined
  // Where they were sent may have been removed since: then they go where its deals went.
  const to = livingStage(pipeline, stage.id, await listSuccessors(tx, pipeline.id))
  return { pipeline, stage, to, byAgentId: row.going_by }
}

/** Its last deal has left: the stage is there for the past only. */
export async function finishGoing(
  { tx, record }: FollowGround,
  { pipeline, stage, to, byAgentId }: Going,
): Promise<void> {
  const after = { ...inOrder(putAway(pipeline, stage)), version: pipeline.version + 1 }
  await saveChanges(tx, pipeline, after)
  record('stage.removed', { pipeline: after, byAgentId, stageId: stage.id, movedToId: to.id })
}

/** The pipeline with a stage among those that are kept for the past. */
export function putAway(pipeline: Pipeline, { goingTo: _, ...stage }: Stage): Pipeline {
  return {
    ...pipeline,
    stages: pipeline.stages.filter(({ id }) => id !== stage.id),
    archived: { ...pipeline.archived, stages: [...pipeline.archived.stages, stage] },
  }
}
