import type { Follows } from '#server/events/follows'
import type { Tx } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import { endStay, findWay, forgetStay, insertStay } from './pace-queries'

/** Keeps how long deals stay in a stage and where they go from it. */
export const followStays: Follows = {
  'deal.created': ({ deal }, { tx, at }) => enter(tx, deal, at),
  'deal.moved': async ({ deal, fromStageId }, { tx, at }) => {
    if (deal.stageId === fromStageId) return
    await endStay(tx, { dealId: deal.id, at, went: await findWay(tx, { from: fromStageId, to: deal.stageId }) })
    await enter(tx, deal, at)
  },
  'deal.transferred': async ({ deal }, { tx, at }) => {
    await endStay(tx, { dealId: deal.id, at, went: 'away' })
    await enter(tx, deal, at)
  },
  'deal.won': ({ deal }, { tx, at }) => endStay(tx, { dealId: deal.id, at, went: 'on' }),
  'deal.lost': ({ deal }, { tx, at }) => endStay(tx, { dealId: deal.id, at, went: 'lost' }),
  'deal.reopened': ({ deal }, { tx, at }) => enter(tx, deal, at),
  'deal.removed': ({ deal }, { tx }) => forgetStay(tx, deal.id),
}

async function enter(tx: Tx, { id, stageId, siteId, outcome }: Deal, at: string): Promise<void> {
  if (outcome === 'open') await insertStay(tx, { dealId: id, stageId, siteId, at })
}
