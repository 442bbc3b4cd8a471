import type { TeamContext } from '#server/context'
import { editFields } from '#server/events/field-changes'
import { newId } from '#server/storage/ids'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { LossReason, Pipeline } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { alterPipeline, type Decided } from './alter-pipeline'
import { assertFree, assertLiving, most, rankInFront } from './rules'

/** A new reason, at the end. */
export const addReason = (
  { pipelineId, label }: CheckedInputOf<'reason:add'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(
    context,
    ({ id }) => id === pipelineId,
    (before) => {
      assertLiving(before)
      const { lossReasons, archived } = before
      if (lossReasons.length + archived.lossReasons.length >= most.lossReasons) throw new Refusal('list-full')
      assertFreeReason(before, label)
      const rank = rankInFront(lossReasons, archived.lossReasons, null)
      const reason: LossReason = { id: newId(), pipelineId, label, needsNote: false, rank }
      return {
        after: { ...before, lossReasons: [...lossReasons, reason] },
        tell: (record, told) => record('reason.added', { ...told, lossReasonId: reason.id }),
      }
    },
  )

/** Changes fields of a reason, each refused by itself when somebody was faster. */
export const editReason = (
  { lossReasonId, changes: asked }: CheckedInputOf<'reason:edit'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterReason(lossReasonId, context, (before, reason) => {
    const { after, changes } = editFields<LossReason>(reason, asked)
    if (changes.length === 0) return null
    if (after.label !== reason.label) assertFreeReason(before, after.label, lossReasonId)
    return {
      after: { ...before, lossReasons: before.lossReasons.map((one) => (one.id === lossReasonId ? after : one)) },
      tell: (record, told) => record('reason.edited', { ...told, lossReasonId, changes }),
    }
  })

/** Another place in the list. */
export const moveReason = (
  { lossReasonId, beforeId }: CheckedInputOf<'reason:move'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterReason(lossReasonId, context, (before, reason) => {
    if (beforeId === lossReasonId) return null
    const others = before.lossReasons.filter(({ id }) => id !== lossReasonId)
    const rank = rankInFront(others, before.archived.lossReasons, beforeId)
    const changes = [{ field: 'rank', was: reason.rank, is: rank }]
    return {
      after: { ...before, lossReasons: [...others, { ...reason, rank }] },
      tell: (record, told) => record('reason.edited', { ...told, lossReasonId, changes }),
    }
  })

/** Offers a reason no longer; deals lost for it keep it. */
export const archiveReason = (
  { lossReasonId }: CheckedInputOf<'reason:archive'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(context, hasReason(lossReasonId), (before) => {
    assertLiving(before)
    const reason = before.lossReasons.find(({ id }) => id === lossReasonId)
    if (!reason) return null
    const lossReasons = before.lossReasons.filter(({ id }) => id !== lossReasonId)
    if (before.reasonRequired && lossReasons.length === 0) throw new Refusal('last-reason')
    const archived = { ...before.archived, lossReasons: [...before.archived.lossReasons, reason] }
    return {
      after: { ...before, lossReasons, archived },
      tell: (record, told) => record('reason.archived', { ...told, lossReasonId }),
    }
  })

/** Offers an archived reason again, in its old place. */
export const restoreReason = (
  { lossReasonId }: CheckedInputOf<'reason:restore'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(context, hasReason(lossReasonId), (before) => {
    assertLiving(before)
    const reason = before.archived.lossReasons.find(({ id }) => id === lossReasonId)
    if (!reason) return null
    assertFreeReason(before, reason.label)
    const past = before.archived.lossReasons.filter(({ id }) => id !== lossReasonId)
    return {
      after: {
        ...before,
        lossReasons: [...before.lossReasons, reason],
        archived: { ...before.archived, lossReasons: past },
      },
      tell: (record, told) => record('reason.restored', { ...told, lossReasonId }),
    }
  })

const alterReason = (
  lossReasonId: string,
  context: TeamContext,
  decide: (before: Pipeline, reason: LossReason) => Decided,
): Promise<Pipeline> =>
  alterPipeline(context, hasReason(lossReasonId), (before) => {
    assertLiving(before)
    const reason = before.lossReasons.find(({ id }) => id === lossReasonId)
    if (!reason) throw new Refusal('not-found')
    return decide(before, reason)
  })

const hasReason =
  (lossReasonId: string) =>
  ({ lossReasons, archived }: Pipeline): boolean =>
    [...lossReasons, ...archived.lossReasons].some(({ id }) => id === lossReasonId)

const assertFreeReason = ({ lossReasons }: Pipeline, label: string, butId?: string): void =>
  assertFree(
    label,
    lossReasons.flatMap((reason) => (reason.id === butId ? [] : [reason.label])),
    'label',
  )
