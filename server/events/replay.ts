import type { Db } from '#server/storage/db'
import type { Fact } from '#shared/protocol/index'
import type { Scope } from './audience'
import { findInstantAfter, listFacts, readCounter } from './queries'

/** Facts that are rows of their own: a slice that keeps some tells replay how to find them. Null scopes mean all. */
export type ReplaySource = (
  db: Db,
  scopes: Scope[] | null,
  after: number,
  until: number,
  limit: number,
) => Promise<Fact[]>

export type Replayed = { resync: true } | { resync: false; facts: Fact[]; n: number; more: boolean }

const pageSize = 500
/** Beyond this a fresh load is cheaper and the facts may be too old to make sense of. */
const windowNumbers = 100_000
const windowMs = 7 * 24 * 3_600_000

/**
 * What happened beyond `after` that the given scopes may hear, in order of `n`.
 * `n` in the answer is the cursor to go on from: everything up to it has been told.
 */
export async function replay(
  db: Db,
  sources: ReplaySource[],
  scopes: Scope[],
  after: number,
  now: number,
): Promise<Replayed> {
  const head = await readCounter(db)
  if (after > head || head - after > windowNumbers) return { resync: true }
  const oldest = await findInstantAfter(db, after)
  if (oldest && now - Date.parse(oldest) > windowMs) return { resync: true }

  const lists = await Promise.all([listFacts, ...sources].map((list) => list(db, scopes, after, head, pageSize)))
  const facts = lists.flat().sort((a, b) => a.n - b.n)
  const complete = lists.every((list) => list.length < pageSize)
  if (complete) return { resync: false, facts, n: head, more: false }
  // A full list may go on beyond its last fact, so nothing past the shortest reach is told yet.
  const reach = Math.min(...lists.filter((list) => list.length === pageSize).map((list) => list.at(-1)?.n ?? head))
  return { resync: false, facts: facts.filter((fact) => fact.n <= reach), n: reach, more: true }
}
