import { agentIdOf, type TeamContext } from '#server/context'
import { findAgent } from '#server/domains/agents/index'
import type { Deal } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { holdDeal, recount, story } from './place-deal'
import { saveDeal } from './queries'
import { edit } from './rules'

/** Changes fields of a deal, each refused by itself when somebody was faster. */
export const editDeal = (
  { dealId, changes }: CheckedInputOf<'deal:edit'>,
  { caller, change }: TeamContext,
): Promise<Deal> =>
  change(async (tx, record) => {
    const before = await holdDeal(tx, caller, dealId)
    const owner = changes.ownerId?.is
    if (owner && !(await findAgent(tx, owner))) throw new Refusal('not-found', { field: 'ownerId' })
    const { deal, changed } = edit(before, changes)
    if (changed.length === 0) return before
    await saveDeal(tx, deal)
    const told = await story(tx, deal, agentIdOf(caller), await recount(tx, before, deal))
    record('deal.edited', { ...told, changes: changed })
    return deal
  })
