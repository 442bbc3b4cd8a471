import { setImmediate as breathe } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import type { TeamContext } from '#server/context'
import { listAgents } from '#server/domains/agents/index'
import { handlers as companies } from '#server/domains/companies/index'
import { handlers as contacts } from '#server/domains/contacts/index'
import { listFieldsOf } from '#server/domains/fields/index'
import { handlers as leads, listStatuses } from '#server/domains/leads/index'
import { listSites } from '#server/domains/sites/index'
import { csv as english } from '#shared/i18n/en/csv'
import { csv as turkish } from '#shared/i18n/tr/csv'
import type { Custom, CustomField } from '#shared/protocol/fields'
import type { CheckedInputOf } from '#shared/protocol/index'
import { type CsvRecord, headKey, type RecordColumn, recordColumns } from '#shared/rules/record-csv'
import { figureTyped } from '#shared/values/figure'
import { delimiters } from './export-deals'

/** What a list was asked for, as the list itself is asked. */
export type Wanted =
  | { record: 'lead'; filter: CheckedInputOf<'lead:list'> }
  | { record: 'contact'; filter: CheckedInputOf<'contact:list'> }
  | { record: 'company'; filter: CheckedInputOf<'company:list'> }

type Row = { custom: Custom; siteId: string; ownerId: string | null; createdAt: string; companyName: string }
type Written = Row & Readonly<Record<string, unknown>>
type Page = { rows: Written[]; next: string | null }

const limit = 200

/**
 * All that a list shows, as CSV a page at a time, fields of the installation's own by their names. What a spreadsheet
 * would take for a formula is marked as text.
 */
export async function* writeRecords(wanted: Wanted, locale: 'en' | 'tr', context: TeamContext): AsyncGenerator<string> {
  const texts: Record<string, string> = locale === 'tr' ? turkish : english
  const write = (rows: string[][]) =>
    stringify(rows, { delimiter: delimiters[locale], escape_formulas: true, record_delimiter: 'windows' })
  const columns = recordColumns[wanted.record] as readonly RecordColumn[]
  const own = (await listFieldsOf(context.read, wanted.record)).filter(({ removed }) => !removed)
  const names = await namesFor(context)
  const cell = (row: Written, column: RecordColumn): string => {
    if (column === 'owner') return names.get(row.ownerId ?? '') ?? ''
    if (column === 'site') return names.get(row.siteId) ?? ''
    if (column === 'status') return names.get(String(row.statusId)) ?? ''
    if (column === 'created') return row.createdAt
    if (column === 'company' && wanted.record === 'contact') return row.companyName
    return said(row[column], texts)
  }
  const head = columns.map((column) => texts[`csv.${headKey(column)}`] ?? column)
  yield `\ufeff${write([[...head, ...own.map(({ name }) => name)]])}`
  for (let cursor: string | undefined; ; ) {
    const { rows, next } = await pageOf(wanted, cursor, context)
    const lines = rows.map((row) => [
      ...columns.map((column) => cell(row, column)),
      ...own.map((field) => valueCell(field, row.custom[field.id], locale, texts)),
    ])
    if (lines.length > 0) yield write(lines)
    if (next === null) return
    cursor = next
    await breathe()
  }
}

async function pageOf({ record, filter }: Wanted, cursor: string | undefined, context: TeamContext): Promise<Page> {
  const turned = { ...filter, cursor, limit }
  if (record === 'lead') {
    const { items, next } = await leads['lead:list'](turned as CheckedInputOf<'lead:list'>, context)
    return { rows: items.map(({ lead }) => ({ ...lead, companyName: '' })), next }
  }
  if (record === 'contact') {
    const { items, next } = await contacts['contact:list'](turned as CheckedInputOf<'contact:list'>, context)
    return { rows: items.map(({ contact, companyName }) => ({ ...contact, companyName: companyName ?? '' })), next }
  }
  const { items, next } = await companies['company:list'](turned as CheckedInputOf<'company:list'>, context)
  return { rows: items.map((company) => ({ ...company, companyName: '' })), next }
}

/** What agents, sites and statuses are called. */
async function namesFor({ read, caller }: TeamContext): Promise<ReadonlyMap<string, string>> {
  const known = [...(await listAgents(read)), ...(await listSites(read, caller.siteIds)), ...(await listStatuses(read))]
  return new Map(known.map(({ id, name }) => [id, name]))
}

function said(value: unknown, texts: Record<string, string>): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return texts[value ? 'csv.yes' : 'csv.no'] ?? ''
  return value === null || value === undefined ? '' : String(value)
}

function valueCell(
  { kind, options }: CustomField,
  value: Custom[string] | undefined,
  locale: string,
  texts: Record<string, string>,
): string {
  if (kind === 'list') return options.find(({ id }) => id === value)?.name ?? ''
  return typeof value === 'number' ? figureTyped(value, locale) : said(value, texts)
}

/** Kinds of records a file can be of, by the word that leads to it. */
export const filesOf: Readonly<Record<CsvRecord, string>> = { lead: 'leads', contact: 'contacts', company: 'companies' }
