import type { TeamContext } from '#server/context'
import { addedUp, stretchesOf } from '#server/storage/stretches'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { accessCompany } from './access'
import { countInStretch, listCompanies } from './list-queries'
import { matchCompanies } from './match-companies'
import { cursorOf, readListed, readPage } from './read-listed'
import { readTimeline } from './read-timeline'
import { createCompany, editCompany, removeCompany, restoreCompany } from './save-company'

export { accessCompany, assertMayOwn, holdCompany } from './access'
export { matchCompanies } from './match-companies'
export { findCompany, listPeopleAt } from './queries'
export { cursorOf, type Listed, type PageOf, readListed, readPage } from './read-listed'
export { hostOf, unknownCompany } from './rules'
export { beginCompany, tellCompany } from './tell-company'

export const handlers = {
  'company:create': createCompany,
  'company:read': ({ companyId }: CheckedInputOf<'company:read'>, { read, caller }: TeamContext) =>
    accessCompany(read, caller, companyId),
  'company:edit': editCompany,
  'company:remove': removeCompany,
  'company:restore': restoreCompany,
  'company:list': pageCompanies,
  'company:count': countListed,
  'company:matches': matchCompanies,
  'company:timeline': readTimeline,
}

async function pageCompanies(
  input: CheckedInputOf<'company:list'>,
  context: TeamContext,
): Promise<OutputOf<'company:list'>> {
  const { limit, sort } = input
  const found = await listCompanies(context.read, await readListed(input, context), readPage(input))
  const last = found[limit - 1]
  return { items: found.slice(0, limit), next: found.length > limit && last ? cursorOf(last, sort) : null }
}

async function countListed(
  words: CheckedInputOf<'company:count'>,
  context: TeamContext,
): Promise<OutputOf<'company:count'>> {
  const { read } = context
  const listed = await readListed(words, context)
  const stretches = stretchesOf(read, 'company', listed.siteIds)
  return { count: await addedUp(stretches, (stretch) => countInStretch(read, listed, stretch)) }
}
