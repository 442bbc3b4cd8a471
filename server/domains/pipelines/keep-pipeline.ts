import { agentIdOf, type TeamContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Pipeline } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { alterPipeline } from './alter-pipeline'
import { lockPipelines, removePipeline as remove, savePipeline } from './queries'
import { assertLiving } from './rules'
import { hadDeals, hasDeals } from './use-queries'

/** New deals go to this one from now on, and no longer to the one before. */
export const setDefaultPipeline = (
  { pipelineId }: CheckedInputOf<'pipeline:setDefault'>,
  { caller, change }: TeamContext,
): Promise<Pipeline> =>
  change(async (tx, record) => {
    const all = await lockPipelines(tx)
    const next = all.find(({ id }) => id === pipelineId)
    if (!next || caller.closedPipelineIds.includes(next.id)) throw new Refusal('not-found')
    assertLiving(next)
    if (next.isDefault) return next
    const mark = async (before: Pipeline, isDefault: boolean) => {
      const pipeline = { ...before, isDefault, version: before.version + 1 }
      await savePipeline(tx, pipeline)
      const changes = [{ field: 'isDefault', was: before.isDefault, is: isDefault }]
      record('pipeline.edited', { pipeline, byAgentId: agentIdOf(caller), changes })
      return pipeline
    }
    for (const before of all) if (before.isDefault) await mark(before, false)
    return mark(next, true)
  })

/** Puts a pipeline away; its deals stay as they are and can be read. */
export const archivePipeline = (
  { pipelineId }: CheckedInputOf<'pipeline:archive'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(
    context,
    ({ id }) => id === pipelineId,
    (before) => {
      if (before.isArchived) return null
      if (before.isDefault) throw new Refusal('pipeline-stays')
      return { after: { ...before, isArchived: true }, tell: (record, told) => record('pipeline.archived', told) }
    },
  )

/** Uses an archived pipeline again. */
export const restorePipeline = (
  { pipelineId }: CheckedInputOf<'pipeline:restore'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(
    context,
    ({ id }) => id === pipelineId,
    (before) => {
      if (!before.isArchived) return null
      return { after: { ...before, isArchived: false }, tell: (record, told) => record('pipeline.restored', told) }
    },
  )

/** Removes a pipeline that never had a deal: nothing anybody may want to read again names it. */
export const removePipeline = (
  { pipelineId }: CheckedInputOf<'pipeline:remove'>,
  { caller, change }: TeamContext,
): Promise<Pipeline> =>
  change(async (tx, record) => {
    const pipeline = (await lockPipelines(tx)).find(({ id }) => id === pipelineId)
    if (!pipeline || caller.closedPipelineIds.includes(pipelineId)) throw new Refusal('not-found')
    if (pipeline.isDefault) throw new Refusal('pipeline-stays')
    if ((await hasDeals(tx, pipelineId)) || (await hadDeals(tx, pipelineId))) throw new Refusal('pipeline-in-use')
    await remove(tx, pipelineId)
    record('pipeline.removed', { pipeline, byAgentId: agentIdOf(caller) })
    return pipeline
  })
