import type { TeamContext } from '#server/context'
import { accessPerson } from '#server/domains/people/index'
import { addedUp, stretchesOf } from '#server/storage/stretches'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import type { LeadCard } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { countInStretch, type Place } from './list-queries'
import { listOfPerson } from './queries'
import { askedLeads } from './read-asked'
import { placeOf, walkLeads } from './walk-leads'

/** A page of the leads of the sites one works on. */
export async function pageLeads(
  { cursor, limit, sort, ...words }: CheckedInputOf<'lead:list'>,
  context: TeamContext,
): Promise<OutputOf<'lead:list'>> {
  const after = cursor ? parse(cursor) : null
  const found = await walkLeads(context.read, await askedLeads(words, context), { sort, after, limit: limit + 1 })
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last ? cursorOf(placeOf(last, sort)) : null }
}

/** How many leads all pages of a list hold. */
export async function countListed(
  words: CheckedInputOf<'lead:count'>,
  context: TeamContext,
): Promise<OutputOf<'lead:count'>> {
  const { read } = context
  const asked = await askedLeads(words, context)
  const stretches = stretchesOf(read, 'lead', asked.siteIds)
  return { count: await addedUp(stretches, (stretch) => countInStretch(read, asked, stretch)) }
}

/** Leads of a person one may know. */
export const leadsOfPerson = async (
  { personId }: CheckedInputOf<'lead:ofPerson'>,
  { read, caller }: TeamContext,
): Promise<LeadCard[]> => listOfPerson(read, (await accessPerson(read, caller, personId)).id)

/** Names may hold anything, so they travel in letters every address can hold. */
const cursorOf = ({ key, id }: Place): string => `${Buffer.from(key).toString('base64url')}|${id}`

function parse(cursor: string): Place {
  const [key, id] = cursor.split('|')
  if (key === undefined || !id) throw new Refusal('malformed', { field: 'cursor' })
  return { key: Buffer.from(key, 'base64url').toString(), id }
}
