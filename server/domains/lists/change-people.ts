import type { TeamContext } from '#server/context'
import { accessCompany, handlers as companies } from '#server/domains/companies/index'
import { accessCard, handlers as contacts } from '#server/domains/contacts/index'
import type { ManyChange } from '#shared/protocol/companies'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { tagged } from '#shared/rules/tagging'
import { eachByItself } from './each-by-itself'

/** Gives many contacts an owner or a tag. */
export const changeContacts = async (
  { rid, contactIds, change }: CheckedInputOf<'contact:changeMany'>,
  context: TeamContext,
): Promise<OutputOf<'contact:changeMany'>> => ({
  rows: await eachByItself(contactIds, context, async (contactId, single) => {
    const { contact } = await accessCard(context.read, context.caller, contactId)
    const changes = wanted(contact, change)
    return contacts['contact:edit']({ rid, contactId, changes, movesOpen: false }, single)
  }),
})

/** The same for companies. */
export const changeCompanies = async (
  { rid, companyIds, change }: CheckedInputOf<'company:changeMany'>,
  context: TeamContext,
): Promise<OutputOf<'company:changeMany'>> => ({
  rows: await eachByItself(companyIds, context, async (companyId, single) => {
    const changes = wanted(await accessCompany(context.read, context.caller, companyId), change)
    return companies['company:edit']({ rid, companyId, changes }, single)
  }),
})

const wanted = (before: { ownerId: string | null; tags: string[] }, change: ManyChange) =>
  change.act === 'owner'
    ? { ownerId: { was: before.ownerId, is: change.ownerId } }
    : { tags: { was: before.tags, is: tagged(before.tags, change) } }
