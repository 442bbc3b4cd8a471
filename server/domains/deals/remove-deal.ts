import { byOf, type TeamContext } from '#server/context'
import type { Deal } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import { holdDeal, recount, story } from './place-deal'
import { saveDeal } from './queries'

/** Takes a deal back. The row and its history stay; lists and boards no longer show it. */
export const removeDeal = ({ dealId }: CheckedInputOf<'deal:remove'>, { caller, change }: TeamContext): Promise<Deal> =>
  change(async (tx, record) => {
    const before = await holdDeal(tx, caller, dealId)
    const deal: Deal = { ...before, removed: true, version: before.version + 1 }
    await saveDeal(tx, deal)
    record('deal.removed', await story(tx, deal, byOf(caller), await recount(tx, before, deal)))
    return deal
  })
