import { setImmediate as breathe } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import type { TeamContext } from '#server/context'
import { listAgents } from '#server/domains/agents/index'
import { askedBy, listCards, Narrowed } from '#server/domains/deals/index'
import { listSites } from '#server/domains/sites/index'
import { csv as english } from '#shared/i18n/en/csv'
import { csv as turkish } from '#shared/i18n/tr/csv'
import type { DealCard } from '#shared/protocol/deals'
import { type CsvColumn, csvColumns } from '#shared/rules/deal-csv'
import type { FilterWords } from '#shared/rules/deal-filter'
import type { SortKey } from '#shared/rules/deal-order'
import { minorDigits } from '#shared/values/money'

const pageSize = 500

export type Export = FilterWords & {
  pipelineId?: string | undefined
  zone?: string | undefined
  locale: 'en' | 'tr'
}

const byAge: readonly SortKey[] = [{ field: 'created', descending: false }]

/** Tables where commas are decimal marks are parted by semicolons; spreadsheets expect it so. */
export const delimiters = { en: ',', tr: ';' } as const

/**
 * All that matches, as CSV a piece at a time: however many there are, no more than a page is held. What a spreadsheet
 * would take for a formula is marked as text.
 */
export async function* exportDeals(wanted: Export, context: TeamContext): AsyncGenerator<string> {
  const { read, caller } = context
  const { asked, pipelines } = await askedBy(wanted, context)
  const texts: Record<string, string> = wanted.locale === 'tr' ? turkish : english
  const write = (rows: string[][]) =>
    stringify(rows, { delimiter: delimiters[wanted.locale], escape_formulas: true, record_delimiter: 'windows' })
  const agents = new Map((await listAgents(read)).map(({ id, name }) => [id, name]))
  const sites = new Map((await listSites(read, caller.siteIds)).map(({ id, name }) => [id, name]))
  const stages = new Map(asked.stages.map(({ id, name }) => [id, name]))
  const reasons = new Map(
    pipelines.flatMap((one) => [...one.lossReasons, ...one.archived.lossReasons]).map(({ id, label }) => [id, label]),
  )
  const names = new Map(pipelines.map(({ id, name }) => [id, name]))
  const known = (map: ReadonlyMap<string, string>, id: string | null) => (id ? (map.get(id) ?? '') : '')

  yield `\ufeff${write([csvColumns.map((column) => texts[`csv.${column}`] ?? column)])}`
  const narrowed = new Narrowed(read, asked, byAge)
  for (let after = null; ; ) {
    const rows: Awaited<ReturnType<Narrowed['page']>> = await narrowed.page(null, after, pageSize)
    const cards = await listCards(
      read,
      rows.map(({ id }) => id),
    )
    if (cards.length > 0) yield write(cards.map((card) => csvColumns.map((column) => cellsOf(card)[column])))
    after = rows.at(-1) ?? null
    if (!after || rows.length < pageSize) return
    await breathe()
  }

  function cellsOf({ deal, personName, personCode, nextTaskAt }: DealCard): Record<CsvColumn, string> {
    return {
      name: deal.name,
      person: personName,
      code: personCode,
      pipeline: known(names, deal.pipelineId),
      stage: known(stages, deal.stageId),
      outcome: deal.outcome,
      amount: deal.amount === null ? '' : decimalOf(deal.amount, deal.currency),
      currency: deal.currency,
      probability: deal.probability === null ? '' : String(deal.probability),
      owner: known(agents, deal.ownerId),
      closesOn: deal.closesOn ?? '',
      nextTask: nextTaskAt ?? '',
      tags: deal.tags.join(', '),
      source: deal.source,
      description: deal.description,
      site: known(sites, deal.siteId),
      created: deal.createdAt,
      closedAt: deal.closedAt ?? '',
      lossReason: known(reasons, deal.lossReasonId),
      lossNote: deal.lossNote,
      competitor: deal.competitor,
      id: deal.id,
    }
  }
}

/** `1250.50`: figures and a point, the same in every language. */
export function decimalOf(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  if (digits === 0) return String(amount)
  const text = String(amount).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
