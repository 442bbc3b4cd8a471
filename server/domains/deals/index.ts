import type { TeamContext } from '#server/context'
import { accessCompany, listPeopleAt } from '#server/domains/companies/index'
import { accessPerson } from '#server/domains/people/index'
import { findPipeline } from '#server/domains/pipelines/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { accessDeal } from './access'
import { addDeal } from './add-deal'
import { loseDeal, reopenDeal, winDeal } from './close-deal'
import { listAllTotals } from './column-queries'
import { createDeal } from './create-deal'
import { dealHistory } from './deal-history'
import { editDeal } from './edit-deal'
import { listDeals, listIds, sumDeals } from './list-deals'
import { loadBoard, loadColumn } from './load-board'
import { loadPace } from './load-pace'
import { moveDeal } from './move-deal'
import { listRates } from './path-queries'
import { listOfPeople, listOfPerson, listOpenOf } from './queries'
import { removeDeal } from './remove-deal'
import { dealDragging } from './signals'
import { transferDeal } from './transfer-deal'

export { accessDeal, mayOwn } from './access'
export { fillDeal, retellDeal, takeDealBack } from './carry-lead'
export { createDeal, type Ended, makeDeal } from './create-deal'
export { editDeal } from './edit-deal'
export { type Asked, conditionsOf } from './filter-queries'
export { unfinished } from './finish-changes'
export { followStays } from './follow-stays'
export { followWords } from './follow-words'
export { follows } from './follows'
export { findSame, listCards } from './list-queries'
export { moveDeal } from './move-deal'
export { moveDeals, returnDeals } from './move-person'
export { askedBy, Narrowed } from './narrow-deals'
export { holdDeal } from './place-deal'
export { findDeal, listOpenOf, saveNextTask } from './queries'

export const signals = { 'deal.dragging': dealDragging }

export const handlers = {
  'deal:create': createDeal,
  'deal:read': ({ dealId }: CheckedInputOf<'deal:read'>, { read, caller }: TeamContext) =>
    accessDeal(read, caller, dealId),
  'deal:ofPerson': async ({ personId }: CheckedInputOf<'deal:ofPerson'>, { read, caller }: TeamContext) =>
    listOfPerson(read, caller, (await accessPerson(read, caller, personId)).id),
  'deal:openOf': ({ personIds }: CheckedInputOf<'deal:openOf'>, { read, caller }: TeamContext) =>
    listOpenOf(read, personIds, caller),
  'company:deals': async ({ companyId }: CheckedInputOf<'company:deals'>, { read, caller }: TeamContext) => {
    const { id } = await accessCompany(read, caller, companyId)
    return listOfPeople(read, caller, await listPeopleAt(read, id))
  },
  'deal:edit': editDeal,
  'deal:move': moveDeal,
  'deal:win': winDeal,
  'deal:lose': loseDeal,
  'deal:reopen': reopenDeal,
  'deal:transfer': transferDeal,
  'deal:remove': removeDeal,
  'deal:add': addDeal,
  'deal:board': loadBoard,
  'deal:totals': (_input: object, { read, caller }: TeamContext) => listAllTotals(read, caller),
  'deal:rates': async ({ pipelineId }: CheckedInputOf<'deal:rates'>, { read, caller }: TeamContext) => {
    if (!(await findPipeline(read, caller, pipelineId))) throw new Refusal('not-found')
    return listRates(read, pipelineId, caller.siteIds)
  },
  'deal:column': loadColumn,
  'deal:pace': loadPace,
  'deal:list': listDeals,
  'deal:sums': sumDeals,
  'deal:ids': listIds,
  'deal:history': dealHistory,
}
