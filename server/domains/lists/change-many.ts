import type { TeamContext } from '#server/context'
import { accessDeal, handlers as deals } from '#server/domains/deals/index'
import { handlers as tasks } from '#server/domains/tasks/index'
import type { ManyAct } from '#shared/protocol/deal-lists'
import type { Deal } from '#shared/protocol/deals'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { tagged } from '#shared/rules/tagging'
import { eachByItself } from './each-by-itself'

/** Changes many deals, each by itself. */
export const changeMany = async (
  { rid, dealIds, change: act }: CheckedInputOf<'deal:changeMany'>,
  context: TeamContext,
): Promise<OutputOf<'deal:changeMany'>> => {
  const rows = await eachByItself(dealIds, context, async (dealId, single) =>
    perform(await accessDeal(context.read, context.caller, dealId), act, rid, single),
  )
  return { rows: rows.map(({ id, refused }) => ({ dealId: id, refused })) }
}

function perform(deal: Deal, act: ManyAct, rid: string, context: TeamContext): Promise<unknown> {
  const { id: dealId } = deal
  switch (act.act) {
    case 'owner':
      return edit({ ownerId: { was: deal.ownerId, is: act.ownerId } })
    case 'tag':
      return edit({ tags: { was: deal.tags, is: tagged(deal.tags, act) } })
    case 'stage':
      return deals['deal:move']({ rid, dealId, fromStageId: deal.stageId, stageId: act.stageId }, context)
    case 'win':
      return deals['deal:win']({ rid, dealId }, context)
    case 'lose':
      return deals['deal:lose']({ rid, dealId, lossReasonId: act.lossReasonId, lossNote: act.lossNote }, context)
    case 'task':
      if (!context.caller.permissions.has('tasks.write')) throw new Refusal('not-allowed')
      return tasks['task:create'](
        {
          ...{ rid, dealId, personId: deal.personId, conversationId: deal.conversationId, title: act.title, note: '' },
          ...{ type: 'other', priority: 'normal', fromSeq: null, dueAt: null, dueOn: act.dueOn, remind: true },
          ...(deal.ownerId ? { assigneeId: deal.ownerId } : {}),
        },
        context,
      )
  }

  function edit(changes: CheckedInputOf<'deal:edit'>['changes']) {
    return deals['deal:edit']({ rid, dealId, changes }, context)
  }
}
