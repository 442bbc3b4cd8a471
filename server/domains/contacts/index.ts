import type { TeamContext } from '#server/context'
import { cursorOf, readListed, readPage } from '#server/domains/companies/index'
import { accessPerson } from '#server/domains/people/index'
import { addedUp, stretchesOf } from '#server/storage/stretches'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { accessCard } from './access'
import { type ContactFilter, countInStretch, listContacts } from './list-queries'
import { matchPeople } from './match-people'
import { findCardOf } from './queries'
import { createContact, editContact, removeContact, restoreContact } from './save-contact'

export { accessCard, holdContact } from './access'
export { matchPeople } from './match-people'
export { findCard, findCardOf } from './queries'
export { assertKnown, unknownContact } from './rules'
export { editContact } from './save-contact'
export { tellContact } from './tell-contact'

export const handlers = {
  'contact:create': createContact,
  'contact:read': ({ contactId }: CheckedInputOf<'contact:read'>, { read, caller }: TeamContext) =>
    accessCard(read, caller, contactId),
  'contact:ofPerson': async ({ personId }: CheckedInputOf<'contact:ofPerson'>, { read, caller }: TeamContext) => {
    const card = await findCardOf(read, (await accessPerson(read, caller, personId)).id)
    return card ? [card] : []
  },
  'contact:edit': editContact,
  'contact:remove': removeContact,
  'contact:restore': restoreContact,
  'contact:list': pageContacts,
  'contact:count': countListed,
  'person:matches': matchPeople,
}

async function pageContacts(
  input: CheckedInputOf<'contact:list'>,
  context: TeamContext,
): Promise<OutputOf<'contact:list'>> {
  const { limit, sort } = input
  const found = await listContacts(context.read, await filterOf(input, context), readPage(input))
  const last = found[limit - 1]?.contact
  return { items: found.slice(0, limit), next: found.length > limit && last ? cursorOf(last, sort) : null }
}

async function countListed(
  words: CheckedInputOf<'contact:count'>,
  context: TeamContext,
): Promise<OutputOf<'contact:count'>> {
  const { read } = context
  const filter = await filterOf(words, context)
  const stretches = stretchesOf(read, 'contact', filter.siteIds)
  return { count: await addedUp(stretches, (stretch) => countInStretch(read, filter, stretch)) }
}

const filterOf = async (words: CheckedInputOf<'contact:count'>, context: TeamContext): Promise<ContactFilter> => ({
  ...(await readListed(words, context)),
  ...{ company: words.company, deal: words.deal, closedPipelineIds: context.caller.closedPipelineIds },
})
