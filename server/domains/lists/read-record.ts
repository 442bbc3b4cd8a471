import { hostOf } from '#server/domains/companies/index'
import { phonesOf } from '#server/domains/people/index'
import type { Reader } from '#server/storage/db'
import type { Agent } from '#shared/protocol/agents'
import { CompanyDetails } from '#shared/protocol/companies'
import { ContactDetails } from '#shared/protocol/contacts'
import { cleanText } from '#shared/protocol/define'
import type { Custom, CustomField } from '#shared/protocol/fields'
import { LeadDetails } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { changedAs, valueFor } from '#shared/rules/custom-values'
import {
  type CsvRecord,
  type RecordColumn,
  type RecordMapping,
  type RecordTrouble,
  readColumns,
} from '#shared/rules/record-csv'
import { keysOfCompany, keysOfPerson, type RecordKey } from '#shared/rules/record-keys'
import { figureIn } from '#shared/values/figure'
import { plain } from '#shared/values/plain'
import { dayOf } from './read-values'

/** What rows are read against. */
export type RecordReading = {
  record: CsvRecord
  mapping: RecordMapping
  fields: readonly CustomField[]
  /** Who may own what is on the site. */
  agents: readonly Agent[]
  locale: 'en' | 'tr'
  db: Reader
}

/** A row as a record would have it. */
export type RowOfRecord = {
  /** As the request that makes one takes it. */
  details: Record<string, unknown>
  /** By what it would be recognised. */
  keys: readonly RecordKey[]
  /** Where a contact works, by name. */
  company: string
}

export type Misread = { why: RecordTrouble; column?: string }

class RowTrouble extends Error {
  constructor(
    readonly why: RecordTrouble,
    readonly column?: string,
  ) {
    super(why)
  }
}

const lists: readonly string[] = ['emails', 'phones', 'domains', 'tags']
const schemas = { lead: LeadDetails, contact: ContactDetails, company: CompanyDetails }
const troubleOf: Readonly<Record<string, RecordTrouble>> = { emails: 'email-invalid', website: 'link-invalid' }

/** Reads one row; what is wrong with it is said by a code of the closed list and by the column it is in. */
export async function readRecord(cells: readonly string[], reading: RecordReading): Promise<RowOfRecord | Misread> {
  try {
    return await read(cells, reading)
  } catch (error) {
    if (error instanceof RowTrouble) return { why: error.why, ...(error.column && { column: error.column }) }
    throw error
  }
}

async function read(cells: readonly string[], reading: RecordReading): Promise<RowOfRecord> {
  const { record, mapping, agents, locale, db } = reading
  const cell = (column: string): string => {
    const at = mapping[column]
    // A mark that tells spreadsheets "no formula" is no part of what is said.
    return at === undefined ? '' : cleanText(cells[at] ?? '').replace(/^'(?=[=+\-@])/, '')
  }
  const said: Record<string, unknown> = {}
  for (const column of readColumns(record)) {
    const text = cell(column)
    if (text !== '') Object.assign(said, meaningOf(column, text, agents, record))
  }
  const company = record === 'contact' ? cell('company') : ''
  if (company.length > 200) throw new RowTrouble('text-long', 'company')
  const custom = customIn(reading.fields, cell, locale)
  if (record === 'company' && !said.name) throw new RowTrouble('name-missing', 'name')
  if (record !== 'company' && !said.name && !said.emails && !said.phones) throw new RowTrouble('details-missing')
  const found = schemas[record].safeParse({ ...said, ...(Object.keys(custom).length > 0 && { custom }) })
  if (!found.success) {
    const column = String(found.error.issues[0]?.path[0] ?? '')
    throw new RowTrouble(troubleOf[column] ?? 'text-long', column)
  }
  const phones = await phonesOf(db, (said.phones as string[] | undefined) ?? []).catch((error: unknown) => {
    if (error instanceof Refusal) throw new RowTrouble('phone-invalid', 'phones')
    throw error
  })
  const { emails = [], domains = [] } = found.data as { emails?: string[]; domains?: string[] }
  const name = String(said.name ?? '')
  if (record !== 'company') return { details: found.data, keys: keysOfPerson({ name, emails, phones }), company }
  const hosts = domains.map(hostOf)
  if (hosts.includes(null)) throw new RowTrouble('domain-invalid', 'domains')
  const keys = keysOfCompany({ name, domains: hosts.filter((host) => host !== null), phones })
  return { details: found.data, keys, company }
}

function meaningOf(
  column: RecordColumn,
  text: string,
  agents: readonly Agent[],
  record: CsvRecord,
): Record<string, unknown> {
  if (column === 'owner') return { ownerId: ownerOf(text, agents) }
  if (column === 'company' && record === 'contact') return {}
  if (column === 'mayMail') return { mayMail: yesNo(text, column) }
  if (column === 'website') return { website: /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}` }
  if (lists.includes(column))
    return { [column]: [...new Set(text.split(/[,;|\n]/).map((one) => one.trim()))].filter(Boolean) }
  return { [column]: text }
}

function ownerOf(text: string, agents: readonly Agent[]): string {
  const owner = agents.find(
    ({ name, email, disabled }) =>
      !disabled && (plain(name) === plain(text) || email.toLowerCase() === text.toLowerCase()),
  )
  if (!owner) throw new RowTrouble('owner-unknown', 'owner')
  return owner.id
}

const affirmed: readonly string[] = ['yes', 'true', '1', 'evet', 'e', 'y']
const denied: readonly string[] = ['no', 'false', '0', 'hayir', 'h', 'n']

function yesNo(text: string, column: string): boolean {
  const word = plain(text)
  if (!affirmed.includes(word) && !denied.includes(word)) throw new RowTrouble('value-invalid', column)
  return affirmed.includes(word)
}

function customIn(fields: readonly CustomField[], cell: (column: string) => string, locale: string): Custom {
  const custom: Custom = {}
  for (const field of fields) {
    const text = cell(changedAs(field.id))
    if (text === '') continue
    const value = valueFor(field, meant(field, text, locale))
    if (value === undefined || value === null) throw new RowTrouble('value-invalid', changedAs(field.id))
    custom[field.id] = value
  }
  return custom
}

/** What a cell means to a field; what it cannot be is left as it is written, and refused by that. */
function meant(field: CustomField, text: string, locale: string): Custom[string] {
  const { kind, options } = field
  if (kind === 'number') return figureIn(text, locale) ?? text
  if (kind === 'yesno') return yesNo(text, changedAs(field.id))
  if (kind === 'list') return options.find(({ name, removed }) => !removed && plain(name) === plain(text))?.id ?? text
  if (kind !== 'date') return text
  try {
    return dayOf(text)
  } catch {
    return text
  }
}
