import { setImmediate as breathe } from 'node:timers/promises'
import type { Reader } from '#server/storage/db'
import type { LeadCard } from '#shared/protocol/leads'
import { plain } from '#shared/values/plain'
import { findPartEnd, type LeadSort, listPart, type Place } from './list-queries'
import type { AskedLeads } from './read-asked'

/** So many leads are looked at before others are let in, however few of them fit. */
const partSize = 4_000

export type LeadPage = { sort: LeadSort; after: Place | null; limit: number }

/** A page of leads. Each site is walked by itself, in the order of an index, until the page is full. */
export async function walkLeads(db: Reader, asked: AskedLeads, page: LeadPage): Promise<LeadCard[]> {
  const found: LeadCard[] = []
  for (const siteId of asked.siteIds) found.push(...(await walkSite(db, asked, siteId, page)))
  return found.sort(inOrder(page.sort)).slice(0, page.limit)
}

/** Where a lead stands in an order. */
export const placeOf = ({ lead }: LeadCard, sort: LeadSort): Place => ({
  key: sort === 'name' ? plain(lead.name) : lead.createdAt,
  id: lead.id,
})

async function walkSite(
  db: Reader,
  asked: AskedLeads,
  siteId: string,
  { sort, after, limit }: LeadPage,
): Promise<LeadCard[]> {
  const found: LeadCard[] = []
  for (let from = after; ; await breathe()) {
    const part = { siteId, sort, after: from, upTo: null }
    const upTo: Place | undefined = await findPartEnd(db, asked, part, partSize)
    found.push(...(await listPart(db, asked, { ...part, upTo: upTo ?? null }, limit - found.length)))
    if (!upTo || found.length >= limit) return found
    from = upTo
  }
}

/** The order of the databases, which compare byte by byte. */
function inOrder(sort: LeadSort): (a: LeadCard, b: LeadCard) => number {
  const way = sort === 'newest' ? -1 : 1
  const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
  return (a, b) => {
    const [one, other] = [placeOf(a, sort), placeOf(b, sort)]
    return way * (compare(one.key, other.key) || compare(one.id, other.id))
  }
}
