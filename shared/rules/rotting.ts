const dayMs = 86_400_000

type Living = { deal: { stageSince: string; outcome: string }; touchedAt: string; nextTaskAt: string | null }

/** How a deal that nobody touches is looked at: `aging` from two thirds of the stage's days on, `stuck` from all of them. */
export type Staleness = 'fresh' | 'aging' | 'stuck'

/** Since when nothing has happened: its stage, a message, a note and a task done all count. UTC, as ISO text. */
export const quietSince = ({ deal, touchedAt }: Living): string =>
  touchedAt > deal.stageSince ? touchedAt : deal.stageSince

/** Whole days without a sign of life. */
export const quietDays = (card: Living, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(quietSince(card))) / dayMs))

/**
 * How long a deal has been left alone, measured by its stage. A task that comes up within the stage's days is a sign
 * that somebody means to come back, so its deal is fresh.
 * @param now milliseconds since 1970
 */
export function stalenessOf(card: Living, { rottingDays }: { rottingDays: number | null }, now: number): Staleness {
  if (rottingDays === null || card.deal.outcome !== 'open') return 'fresh'
  const next = card.nextTaskAt === null ? Number.NaN : Date.parse(card.nextTaskAt)
  if (next >= now && next <= now + rottingDays * dayMs) return 'fresh'
  const days = quietDays(card, now)
  if (days >= rottingDays) return 'stuck'
  return days * 3 >= rottingDays * 2 ? 'aging' : 'fresh'
}
