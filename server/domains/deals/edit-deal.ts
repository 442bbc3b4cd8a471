import { type Acting, byOf } from '#server/context'
import { findConversation } from '#server/domains/conversations/index'
import { editCustom } from '#server/domains/fields/index'
import type { Deal } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { assertMayOwn } from './access'
import { holdDeal, recount, story } from './place-deal'
import { saveDeal } from './queries'
import { edit } from './rules'

/** Changes fields of a deal, each refused by itself when somebody was faster. */
export const editDeal = (
  { dealId, changes, from }: CheckedInputOf<'deal:edit'>,
  { caller, change }: Pick<Acting, 'caller' | 'change'>,
): Promise<Deal> =>
  change(async (tx, record) => {
    const before = await holdDeal(tx, caller, dealId)
    if (changes.ownerId?.is !== before.ownerId) await assertMayOwn(tx, changes.ownerId?.is, before)
    if (from) {
      const conversation = await findConversation(tx, from.conversationId)
      if (conversation?.personId !== before.personId || from.seq > conversation.head)
        throw new Refusal('not-found', { field: 'from' })
    }
    const own = await editCustom(tx, 'deal', before.custom, changes.custom)
    const { deal, changed } = edit(before, changes, { from, own })
    if (changed.length === 0) return before
    await saveDeal(tx, deal)
    const told = await story(tx, deal, byOf(caller), await recount(tx, before, deal))
    record('deal.edited', { ...told, changes: changed })
    return deal
  })
