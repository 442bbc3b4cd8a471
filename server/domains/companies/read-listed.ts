import type { TeamContext } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { tagKey } from '#shared/rules/deal-words'
import { plusDays, startOfDay } from '#shared/values/calendar'
import { plain } from '#shared/values/plain'

/** Where a page ended: what it is ordered by, and the id. */
export type Place = { key: string; id: string }

/** In which order a page is, and where the one before it ended. */
export type PageOf = { sort: 'newest' | 'oldest' | 'name'; after: Place | null; limit: number }

/** What lists of contacts and companies are narrowed by, read. */
export type Listed = {
  siteIds: readonly string[]
  /** `anyone`, `nobody`, or an agent's id. */
  owner: string
  tag: string
  terms: readonly string[]
  /** Instants: made at the first or later, and before the second. */
  from: string | null
  before: string | null
}

/** What a list is asked for, on the sites one works on. */
export async function readListed(
  { siteId, owner = 'anyone', tag = '', q = '', from, until }: CheckedInputOf<'company:count'>,
  { read, caller }: Pick<TeamContext, 'read' | 'caller'>,
): Promise<Listed> {
  const zone = from || until ? ((await findInstallation(read))?.time_zone ?? 'UTC') : 'UTC'
  const morning = (day: string) => new Date(startOfDay(day, zone)).toISOString()
  return {
    ...{ owner, tag: tagKey(tag), terms: plain(q).split(' ').filter(Boolean) },
    siteIds: siteId ? caller.siteIds.filter((id) => id === siteId) : caller.siteIds,
    from: from ? morning(from) : null,
    before: until ? morning(plusDays(until, 1)) : null,
  }
}

/** Which page of it. */
export const readPage = ({
  sort,
  cursor,
  limit,
}: Pick<CheckedInputOf<'company:list'>, 'sort' | 'cursor' | 'limit'>): PageOf => ({
  ...{ sort, limit: limit + 1, after: cursor ? parse(cursor) : null },
})

/** Names may hold anything, so they travel in letters every address can hold. */
export const cursorOf = ({ name, createdAt, id }: { name: string; createdAt: string; id: string }, sort: string) =>
  `${Buffer.from(sort === 'name' ? plain(name) : createdAt).toString('base64url')}|${id}`

function parse(cursor: string): Place {
  const [key, id] = cursor.split('|')
  if (key === undefined || !id) throw new Refusal('malformed', { field: 'cursor' })
  return { key: Buffer.from(key, 'base64url').toString(), id }
}
