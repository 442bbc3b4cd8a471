import {
  finishBecoming,
  finishGoing,
  hasBecoming,
  hasGoing,
  mostAtOnce,
  takeBecoming,
  takeGoing,
} from '#server/domains/pipelines/index'
import type { Changes } from '#server/events/changes'
import type { FollowGround } from '#server/events/follows'
import type { Ringing } from '#server/jobs/alarm'
import type { Db } from '#server/storage/db'
import { carryDeals, firstOf } from './carry-deals'
import { convertDeals } from './convert-deals'
import { listInCurrency } from './path-queries'

/**
 * What a change to a pipeline has still to do to its deals, a part at a time until all is done: the database says what
 * that is, whichever process began it.
 */
export const unfinished = (read: Db, changes: Changes, now: () => string): Ringing => ({
  next: async () => ((await hasGoing(read)) || (await hasBecoming(read)) ? now() : undefined),
  async ring() {
    const part = (work: (ground: FollowGround) => Promise<boolean>) =>
      changes.change(null, (tx, record) => work({ tx, record, at: now() }))
    return (await part(clearPart)) || (await part(convertPart))
  },
})

/**
 * Some deals of a stage that is being removed go on their way; when none is left, the stage is put away.
 * @returns whether there was something to do
 */
async function clearPart(ground: FollowGround): Promise<boolean> {
  const going = await takeGoing(ground.tx)
  if (!going) return false
  const { stage, to, byAgentId } = going
  const cards = await firstOf(ground.tx, stage.id, mostAtOnce)
  if (cards.length > 0) await carryDeals(ground, cards, { from: stage.id, to: to.id, byAgentId })
  else await finishGoing(ground, going)
  return true
}

/** The same for a pipeline that comes to another currency. */
async function convertPart(ground: FollowGround): Promise<boolean> {
  const becoming = await takeBecoming(ground.tx)
  if (!becoming) return false
  const { pipeline, is, change, byAgentId } = becoming
  const cards = await listInCurrency(ground.tx, pipeline.id, pipeline.currency, mostAtOnce)
  if (cards.length > 0) await convertDeals(ground, cards, { was: pipeline.currency, is, change, byAgentId })
  else await finishBecoming(ground, becoming)
  return true
}
