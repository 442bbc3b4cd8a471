import type { TeamContext } from '#server/context'
import { editFields } from '#server/events/field-changes'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Pipeline } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { membersOf } from '#shared/rules/pipeline-access'
import { alterPipeline } from './alter-pipeline'
import { assertFree, assertLiving, rankInFront } from './rules'
import { areAgents } from './use-queries'

/** Changes fields of a pipeline, each refused by itself when somebody was faster. */
export const editPipeline = (
  { pipelineId, changes: asked }: CheckedInputOf<'pipeline:edit'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(
    context,
    ({ id }) => id === pipelineId,
    async (before, { tx, all }) => {
      assertLiving(before)
      const { memberIds, ...others } = asked
      const named = memberIds && { ...memberIds, is: membersOf(memberIds.is, context.caller) }
      const { after, changes } = editFields<Pipeline>(before, named ? { ...others, memberIds: named } : others)
      if (changes.length === 0) return null
      if (named && !(await areAgents(tx, named.is))) throw new Refusal('not-found', { field: 'memberIds' })
      if (after.name !== before.name)
        assertFree(
          after.name,
          all.flatMap(({ id, name }) => (id === before.id ? [] : [name])),
        )
      if (after.reasonRequired && after.lossReasons.length === 0) throw new Refusal('last-reason')
      return { after, tell: (record, told) => record('pipeline.edited', { ...told, changes }) }
    },
  )

/** Another place in the list of pipelines. */
export const movePipeline = (
  { pipelineId, beforeId }: CheckedInputOf<'pipeline:move'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(
    context,
    ({ id }) => id === pipelineId,
    (before, { all }) => {
      if (beforeId === before.id) return null
      const others = all.filter(({ id }) => id !== before.id)
      const isKnown = ({ id }: Pipeline) => !context.caller.closedPipelineIds.includes(id)
      const hidden = others.filter((one) => !isKnown(one))
      const rank = rankInFront(others.filter(isKnown), hidden, beforeId)
      const changes = [{ field: 'rank', was: before.rank, is: rank }]
      return { after: { ...before, rank }, tell: (record, told) => record('pipeline.edited', { ...told, changes }) }
    },
  )
