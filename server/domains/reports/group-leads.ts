import type { TeamContext } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import { askedLeads } from '#server/domains/leads/index'
import { stretchesOf } from '#server/storage/stretches'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import type { LeadRow } from '#shared/protocol/reports'
import { groupStretch, type LeadGroup, reached } from './lead-queries'
import { monthsOf } from './tell-months'

/** Leads come from thousands of places; the greatest are shown. */
const mostRows = 200

/** What became of leads, group by group: of the same leads a list with the same words shows. */
export async function groupLeads(
  { by, ...words }: CheckedInputOf<'report:leads'>,
  context: TeamContext,
): Promise<OutputOf<'report:leads'>> {
  const { read, caller, now } = context
  const at = now()
  const asked = await askedLeads({ ...words, outcome: 'any' }, context)
  const zone = words.zone ?? (await findInstallation(read))?.time_zone ?? 'UTC'
  const months = by === 'created' ? monthsOf(at, zone) : []
  const groups = new Map<string | null, Sum>()
  const all = nothing(null)
  for await (const stretch of stretchesOf(read, 'lead', asked.siteIds))
    for (const row of await groupStretch(read, asked, { by, months }, stretch)) {
      const group = groups.get(row.key) ?? nothing(row.key)
      groups.set(row.key, group)
      for (const sum of [group, all]) add(sum, row)
    }
  const mayKnow = caller.permissions.has('deals.read')
  const rows = [...groups.values()].sort(by === 'created' ? byMonth : bySize)
  const shown = by === 'created' ? rows.slice(-mostRows) : rows.slice(0, mostRows)
  return {
    ...{ at, rows: shown.map((group) => rowOf(group, mayKnow)), total: rowOf(all, mayKnow) },
    more: rows.length - shown.length,
  }
}

type Sum = { key: string | null; leads: number; converted: number; deals: number; won: number; lost: number }

const nothing = (key: string | null): Sum => ({ key, leads: 0, converted: 0, deals: 0, won: 0, lost: 0 })

function add(sum: Sum, { came, count }: LeadGroup): void {
  // PostgreSQL gives counts as text.
  const many = Number(count)
  const { converted, deals, won, lost } = reached(Number(came))
  sum.leads += many
  if (converted) sum.converted += many
  if (deals) sum.deals += many
  if (won) sum.won += many
  if (lost) sum.lost += many
}

const rowOf = ({ key, leads, converted, deals, won, lost }: Sum, mayKnow: boolean): LeadRow => ({
  ...{ key, leads, converted, convertedShare: shareOf(converted, leads) },
  ...(mayKnow
    ? { deals, won, lost, wonShare: shareOf(won, converted) }
    : { deals: null, won: null, lost: null, wonShare: null }),
})

/** To the thousandth, as a percentage with one decimal says it. */
const shareOf = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 1_000) / 1_000)

const bySize = (a: Sum, b: Sum) => b.leads - a.leads || ((a.key ?? '') < (b.key ?? '') ? -1 : 1)
const byMonth = (a: Sum, b: Sum) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)
