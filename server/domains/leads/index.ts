import type { TeamContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import { accessCard } from './access'
import { editStatus } from './edit-status'
import { introduceVisitor } from './introduce-visitor'
import { countListed, leadsOfPerson, pageLeads } from './list-leads'
import { createLead, editLead, removeLead, restoreLead, setStatus } from './save-lead'
import { tryMapping } from './try-mapping'

export { accessCard, accessLead } from './access'
export { createStatuses } from './create-statuses'
export { isItsDeal, leadConditions } from './list-queries'
export { moveLeads } from './move-person'
export { countLeads, findStatus, listOfPerson, listStatuses, lockOpenOf, saveLead } from './queries'
export { type AskedLeads, askedLeads } from './read-asked'
export { editLead } from './save-lead'
export { tellLead } from './tell-lead'

export const handlers = {
  'lead:create': createLead,
  'lead:read': ({ leadId }: CheckedInputOf<'lead:read'>, { read, caller }: TeamContext) =>
    accessCard(read, caller, leadId),
  'lead:ofPerson': leadsOfPerson,
  'lead:edit': editLead,
  'lead:setStatus': setStatus,
  'lead:remove': removeLead,
  'lead:restore': restoreLead,
  'lead:list': pageLeads,
  'lead:count': countListed,
  'status:edit': editStatus,
  'mapping:try': tryMapping,
  'visit:introduce': introduceVisitor,
}
