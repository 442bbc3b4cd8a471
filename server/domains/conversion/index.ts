import type { TeamContext } from '#server/context'
import { accessCard } from '#server/domains/contacts/index'
import { listChanges } from '#server/domains/undo/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { convertLead } from './convert-lead'
import { convertMany, readBatch } from './convert-many'
import { mergeContacts } from './merge-contacts'
import { undoConversion } from './undo-conversion'
import { unmergeContacts } from './unmerge-contacts'
import { weighConversion } from './weigh-conversion'

export { waitingConversions } from './convert-many'

export const handlers = {
  'conversion:begin': convertMany,
  'conversion:read': readBatch,
  'lead:conversionOptions': weighConversion,
  'lead:convert': convertLead,
  'lead:undoConversion': undoConversion,
  'contact:merge': mergeContacts,
  'contact:unmerge': unmergeContacts,
  'contact:changes': async ({ contactId }: CheckedInputOf<'contact:changes'>, { read, caller, now }: TeamContext) =>
    listChanges(read, (await accessCard(read, caller, contactId)).contact.id, now()),
}
