import type { TeamContext } from '#server/context'
import { accessPerson } from '#server/domains/people/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { accessDeal } from './access'
import { loseDeal, reopenDeal, winDeal } from './close-deal'
import { createDeal } from './create-deal'
import { dealHistory } from './deal-history'
import { editDeal } from './edit-deal'
import { loadBoard, loadColumn } from './load-board'
import { moveDeal } from './move-deal'
import { listOfPerson } from './queries'
import { removeDeal } from './remove-deal'

export { accessDeal } from './access'
export { saveNextTask } from './queries'

export const handlers = {
  'deal:create': createDeal,
  'deal:read': ({ dealId }: CheckedInputOf<'deal:read'>, { read, caller }: TeamContext) =>
    accessDeal(read, caller, dealId),
  'deal:ofPerson': async ({ personId }: CheckedInputOf<'deal:ofPerson'>, { read, caller }: TeamContext) =>
    listOfPerson(read, (await accessPerson(read, caller, personId)).id),
  'deal:edit': editDeal,
  'deal:move': moveDeal,
  'deal:win': winDeal,
  'deal:lose': loseDeal,
  'deal:reopen': reopenDeal,
  'deal:remove': removeDeal,
  'deal:board': loadBoard,
  'deal:column': loadColumn,
  'deal:history': dealHistory,
}
