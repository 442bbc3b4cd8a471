import { agentIdOf, type TeamContext } from '#server/context'
import type { Tx } from '#server/storage/db'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Pipeline } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { alterPipeline } from './alter-pipeline'
import { assertFreeStage, hasStage } from './edit-stage'
import { putAway } from './going-stages'
import { countDeals, saveGoing, saveSuccessor } from './queries'
import { assertLiving, assertOpenStage, enterableStages, mostAtOnce, standIn } from './rules'

/**
 * Takes an open stage out of use. Its deals go where the asker says; the stage itself stays for the past, which still
 * names it. A few deals go with this change; many go one part after the other, and until the last has left the stage
 * says where they are going and lets nobody in.
 */
export const removeStage = (
  { stageId, moveToStageId }: CheckedInputOf<'stage:remove'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(context, hasStage(stageId), async (before, { tx }) => {
    assertLiving(before)
    const stage = before.stages.find(({ id }) => id === stageId)
    if (!stage || stage.goingTo) return null
    assertOpenStage(stage)
    const next = standIn(before, stageId)
    const chosen = enterableStages(before).find(({ id }) => id === moveToStageId && id !== stageId)
    if (moveToStageId && !chosen) throw new Refusal('stage-elsewhere')
    await saveSuccessor(tx, stageId, (chosen ?? next).id)
    if (chosen && (await hasMany(tx, stageId))) {
      await saveGoing(tx, stageId, agentIdOf(context.caller))
      const changes = [{ field: 'goingTo', was: null, is: chosen.id }]
      return {
        after: {
          ...before,
          stages: before.stages.map((one) => (one.id === stageId ? { ...one, goingTo: chosen.id } : one)),
        },
        tell: (record, told) => record('stage.edited', { ...told, stageId, changes }),
      }
    }
    return {
      after: putAway(before, stage),
      tell: (record, told) => record('stage.removed', { ...told, stageId, movedToId: chosen?.id ?? null }),
    }
  })

async function hasMany(tx: Tx, stageId: string): Promise<boolean> {
  const standing = await countDeals(tx, stageId, false, mostAtOnce + 1)
  return standing + (await countDeals(tx, stageId, true, mostAtOnce + 1)) > mostAtOnce
}

/** Uses a removed stage again, in its old place. Deals stay where they are. */
export const restoreStage = ({ stageId }: CheckedInputOf<'stage:restore'>, context: TeamContext): Promise<Pipeline> =>
  alterPipeline(context, hasStage(stageId), (before) => {
    assertLiving(before)
    const stage = before.archived.stages.find(({ id }) => id === stageId)
    if (!stage) return null
    assertFreeStage(before, stage.name)
    return {
      after: {
        ...before,
        stages: [...before.stages, stage],
        archived: { ...before.archived, stages: before.archived.stages.filter(({ id }) => id !== stageId) },
      },
      tell: (record, told) => record('stage.restored', { ...told, stageId }),
    }
  })
