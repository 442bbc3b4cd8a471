import type { TeamContext } from '#server/context'
import { editFields } from '#server/events/field-changes'
import { newId } from '#server/storage/ids'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { alterPipeline } from './alter-pipeline'
import { assertFree, assertLiving, assertOpenStage, most, openStages, rankInFront } from './rules'
import { colors, rottingDays } from './template'

/** A new open stage, at the end of the open ones or in front of one. */
export const addStage = (
  { pipelineId, name, beforeId = null }: CheckedInputOf<'stage:add'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(
    context,
    ({ id }) => id === pipelineId,
    (before) => {
      assertLiving(before)
      if (before.stages.length + before.archived.stages.length >= most.stages) throw new Refusal('list-full')
      assertFreeStage(before, name)
      const open = openStages(before)
      const rank = rankInFront(open, before.archived.stages, beforeId)
      const above = open.findLast((stage) => stage.rank < rank)
      const below = open.find((stage) => stage.rank > rank)
      const stage: Stage = {
        ...{ id: newId(), pipelineId, name, kind: 'open', description: '', requires: [], rottingDays, rank },
        color: colors[open.length % colors.length] ?? 'slate',
        // Half way between its neighbours, so that chances still rise from the first stage to the last.
        probability: Math.round(((above?.probability ?? 0) + (below?.probability ?? 100)) / 2),
      }
      return {
        after: { ...before, stages: [...before.stages, stage] },
        tell: (record, told) => record('stage.added', { ...told, stageId: stage.id }),
      }
    },
  )

/** Changes fields of a stage, each refused by itself when somebody was faster. Of won and lost, only the name. */
export const editStage = (
  { stageId, changes: asked }: CheckedInputOf<'stage:edit'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterStage(stageId, context, (before, stage) => {
    const { after, changes } = editFields<Stage>(stage, {
      ...asked,
      requires: asked.requires && { was: asked.requires.was, is: [...new Set(asked.requires.is)] },
    })
    if (changes.length === 0) return null
    if (changes.some(({ field }) => field !== 'name')) assertOpenStage(stage)
    if (after.name !== stage.name) assertFreeStage(before, after.name, stageId)
    return {
      after: { ...before, stages: before.stages.map((one) => (one.id === stageId ? after : one)) },
      tell: (record, told) => record('stage.edited', { ...told, stageId, changes }),
    }
  })

/** Another place among the open stages. */
export const moveStage = (
  { stageId, beforeId }: CheckedInputOf<'stage:move'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterStage(stageId, context, (before, stage) => {
    assertOpenStage(stage)
    if (beforeId === stageId) return null
    const others = openStages(before).filter(({ id }) => id !== stageId)
    const rank = rankInFront(others, before.archived.stages, beforeId)
    const changes = [{ field: 'rank', was: stage.rank, is: rank }]
    return {
      after: { ...before, stages: before.stages.map((one) => (one.id === stageId ? { ...one, rank } : one)) },
      tell: (record, told) => record('stage.edited', { ...told, stageId, changes }),
    }
  })

/** Finds a stage in use of a pipeline in use. */
const alterStage = (
  stageId: string,
  context: TeamContext,
  decide: (before: Pipeline, stage: Stage) => ReturnType<Parameters<typeof alterPipeline>[2]>,
): Promise<Pipeline> =>
  alterPipeline(context, hasStage(stageId), (before) => {
    assertLiving(before)
    const stage = before.stages.find(({ id }) => id === stageId)
    if (!stage) throw new Refusal('stage-archived')
    return decide(before, stage)
  })

/** Whether a stage is of a pipeline, in use or kept for the past. */
export const hasStage =
  (stageId: string) =>
  ({ stages, archived }: Pipeline): boolean =>
    [...stages, ...archived.stages].some(({ id }) => id === stageId)

/** Refuses a name that another stage of the pipeline has. */
export const assertFreeStage = ({ stages }: Pipeline, name: string, butId?: string): void =>
  assertFree(
    name,
    stages.flatMap((stage) => (stage.id === butId ? [] : [stage.name])),
  )
