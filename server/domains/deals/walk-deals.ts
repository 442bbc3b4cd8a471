import { setImmediate as breathe } from 'node:timers/promises'
import type { Db } from '#server/storage/db'
import { wantsOpen } from '#shared/rules/deal-filter'
import type { Asked } from './filter-queries'
import { type Edge, type Found, findPartEnd, listPart, nullable, type PageOf, type Stretch } from './list-queries'

/** So many rows are looked at before others are let in, however few of them match. */
const partSize = 4_000

/** A page of matching deals of one site, walked in the order of an index until it is full. */
export async function walk(db: Db, asked: Asked, siteId: string, page: PageOf): Promise<Found[]> {
  const first = page.keys[0]
  if (!first) return []
  const { after, limit } = page
  const go = (stretch: Stretch, rest: PageOf = page) => walkStretch(db, asked, siteId, rest, stretch)
  if (!nullable.has(first.field)) return go('all')
  const { outcomes } = asked.filter
  // No open deal was ever closed: there is no need to look through all that were.
  if (first.field === 'closedAt' && (wantsOpen(asked.filter) || outcomes.join() === 'open')) return go('none')
  const isAmongLast = after !== null && after.values[0] === null
  const some = isAmongLast ? [] : await go('some')
  if (some.length >= limit) return some
  return [...some, ...(await go('none', { ...page, limit: limit - some.length, after: isAmongLast ? after : null }))]
}

async function walkStretch(db: Db, asked: Asked, siteId: string, page: PageOf, stretch: Stretch): Promise<Found[]> {
  const rows: Found[] = []
  for (let from: Edge | null = null; ; ) {
    const limit = page.limit - rows.length
    const part = { ...page, siteId, stretch, limit, after: from ? null : page.after, from, until: null }
    const until: Edge | undefined = await findPartEnd(db, asked, part, partSize)
    rows.push(...(await listPart(db, asked, { ...part, until: until ?? null })))
    if (!until || rows.length >= page.limit) return rows
    from = until
    await breathe()
  }
}
