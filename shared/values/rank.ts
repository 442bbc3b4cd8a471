import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** A rank strictly between two neighbours; null means the edge. Ranks compare as bytes, not by locale. */
export const rankBetween = (before: string | null, after: string | null): string => generateKeyBetween(before, after)

/** `count` ranks in ascending order, for a list made at once. */
export const ranks = (count: number): string[] => generateNKeysBetween(null, null, count)

/** `count` ranks in ascending order behind one that is there; from the start of an empty list when there is none. */
export const ranksBehind = (last: string | null, count: number): string[] => generateNKeysBetween(last, null, count)

/** Orders by rank, then by id, the same everywhere. */
export const byRank = (a: { rank: string; id: string }, b: { rank: string; id: string }): number =>
  inBytes(a.rank, b.rank) || inBytes(a.id, b.id)

const inBytes = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1)
