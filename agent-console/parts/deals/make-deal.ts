import type { Deal } from '#shared/protocol/deals'
import { createDeal } from '../../data/create-deal'
import { removeDeal } from '../../data/deals'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'

const undoMs = 10_000

/** Makes a deal in one step and says where it is; for ten seconds a mistake is taken back. */
export async function makeDeal(personId: string, conversationId: string | null): Promise<Deal | null> {
  try {
    const deal = await createDeal(personId, conversationId)
    const stage = state.value.pipelines.get(deal.pipelineId)?.stages.find(({ id }) => id === deal.stageId)?.name ?? ''
    const undo = () => {
      const now = state.value.deals.get(deal.id)?.deal ?? deal
      removeDeal(now).catch((error) => toast(refusalText(error), { tone: 'danger' }))
    }
    toast(t.value('deal.made', { name: deal.name, stage }), { undo, forMs: undoMs })
    return deal
  } catch (error) {
    toast(refusalText(error), { tone: 'danger' })
    return null
  }
}
