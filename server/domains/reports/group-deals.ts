import type { TeamContext } from '#server/context'
import { askedBy } from '#server/domains/deals/index'
import { findInstallation } from '#server/domains/installation/index'
import { stretchesOf } from '#server/storage/stretches'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import type { DealDimension, ReportRow, ReportSum } from '#shared/protocol/reports'
import { weighted } from '#shared/rules/forecast'
import { type GroupRow, groupStretch, type Key } from './deal-queries'
import { monthsUntil } from './tell-months'

/** Whoever groups by where deals came from may find thousands of places; the greatest are shown. */
const mostRows = 200

/** What matching deals come to, group by group: the same deals a list with the same words shows. */
export async function groupDeals(
  input: CheckedInputOf<'report:deals'>,
  context: TeamContext,
): Promise<OutputOf<'report:deals'>> {
  const { by, ...words } = input
  const { read, now } = context
  const at = now()
  const { asked } = await askedBy(words, context)
  const zone = words.zone ?? (await findInstallation(read))?.time_zone ?? 'UTC'
  const key = keyOf(by, Date.parse(at), zone)
  const chances = new Map(asked.stages.map(({ id, probability }) => [id, probability]))
  const groups = new Map<string | null, Map<string, ReportSum>>()
  const all = new Map<string, ReportSum>()
  for await (const stretch of stretchesOf(read, 'deal', asked.siteIds))
    for (const row of await groupStretch(read, asked, key, stretch)) {
      const sum = sumOf(row, chances.get(row.stage_id) ?? 0)
      const group = groups.get(row.key) ?? new Map<string, ReportSum>()
      groups.set(row.key, group)
      add(group, sum)
      add(all, sum)
    }
  const rows = [...groups].map(([group, sums]) => ({ key: group, sums: [...sums.values()].sort(byCurrency) }))
  rows.sort(by === 'closed' || by === 'created' ? byMonth : bySize)
  const shown = by === 'closed' || by === 'created' ? rows.slice(-mostRows) : rows.slice(0, mostRows)
  return { at, rows: shown, total: [...all.values()].sort(byCurrency), more: rows.length - shown.length }
}

const columns = {
  stage: 'stage_id',
  lastStage: 'last_open_stage_id',
  owner: 'owner_id',
  site: 'site_id',
  source: 'source',
  reason: 'loss_reason_id',
} as const

function keyOf(by: DealDimension, at: number, zone: string): Key {
  if (by === 'closed') return { column: 'closed_at', months: monthsUntil(at, zone) }
  if (by === 'created') return { column: 'created_at', months: monthsUntil(at, zone) }
  return { column: columns[by], months: null }
}

function sumOf(row: GroupRow, probability: number): ReportSum {
  // PostgreSQL gives sums as text.
  const amount = Number(row.amount)
  const byHand = { amount: Number(row.hand_amount), weighted: Number(row.hand_weighted) }
  return {
    currency: row.currency,
    count: Number(row.count),
    amount,
    weighted: weighted({ amount, byHand }, probability),
  }
}

function add(sums: Map<string, ReportSum>, one: ReportSum): void {
  const before = sums.get(one.currency)
  sums.set(
    one.currency,
    before
      ? {
          currency: one.currency,
          count: before.count + one.count,
          amount: before.amount + one.amount,
          weighted: before.weighted + one.weighted,
        }
      : one,
  )
}

const countOf = ({ sums }: ReportRow) => sums.reduce((count, sum) => count + sum.count, 0)
const byCurrency = (a: ReportSum, b: ReportSum) => b.count - a.count || (a.currency < b.currency ? -1 : 1)
const bySize = (a: ReportRow, b: ReportRow) => countOf(b) - countOf(a) || ((a.key ?? '') < (b.key ?? '') ? -1 : 1)
const byMonth = (a: ReportRow, b: ReportRow) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)
