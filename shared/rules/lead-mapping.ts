import type { Custom } from '../protocol/fields'
import type { Lead } from '../protocol/leads'
import { ownIdOf, spread } from './custom-values'

/** Where a value of a lead goes when it is converted. Fields of one's own are `custom.ID`, on both sides. */
export type MapTarget = {
  record: 'contact' | 'company' | 'deal'
  field: string
  /** Between two lists: which choice becomes which. */
  options?: Readonly<Record<string, string>> | undefined
}

/** By field of the lead; a field that is not named goes nowhere, and stays on the lead. */
export type LeadMapping = Readonly<Record<string, readonly MapTarget[]>>

/** What a lead brings to each record, and what of it goes nowhere. */
export type Mapped = {
  contact: Record<string, unknown>
  company: Record<string, unknown>
  deal: Record<string, unknown>
  left: { field: string; value: unknown }[]
}

const to = (field: string, ...records: MapTarget['record'][]): MapTarget[] =>
  records.map((record) => ({ record, field }))

/** What goes where as long as nobody says otherwise: what people who come from elsewhere expect. */
export const defaultMapping = {
  name: to('name', 'contact'),
  emails: to('emails', 'contact'),
  phones: to('phones', 'contact', 'company'),
  company: to('name', 'company'),
  title: to('title', 'contact'),
  industry: to('industry', 'company'),
  website: to('website', 'company'),
  address: to('address', 'contact', 'company'),
  description: to('description', 'contact'),
  source: to('source', 'contact', 'deal'),
  tags: to('tags', 'contact', 'company', 'deal'),
  ownerId: to('ownerId', 'contact', 'company', 'deal'),
  mayMail: to('mayMail', 'contact'),
} as const satisfies LeadMapping

/** Fields of a lead that say something of somebody; the others say how the lead itself is getting on. */
export const mappableFields = [
  ...['name', 'emails', 'phones', 'company', 'title', 'industry', 'website', 'address', 'description', 'source'],
  ...['tags', 'ownerId', 'mayMail', 'saidName'],
] as const

/**
 * Lays a lead's values out by record. What is empty goes nowhere and takes nothing away; of two fields that go to the
 * same place the first that says something does, lists come together.
 */
export function mapLead(lead: Partial<Lead>, mapping: LeadMapping = defaultMapping): Mapped {
  const mapped: Mapped = { contact: {}, company: {}, deal: {}, left: [] }
  const said = spread(lead)
  const own = Object.keys(said).filter((field) => ownIdOf(field))
  const fields = new Set<string>([...mappableFields, ...own, ...Object.keys(mapping)])
  for (const field of fields) {
    const value = said[field]
    if (isBlank(value) || (field === 'saidName' && value === said.name)) continue
    const targets = (mapping[field] ?? []).map((target) => ({ ...target, brought: broughtTo(target, value) }))
    if (targets.every(({ brought }) => isBlank(brought))) mapped.left.push({ field, value })
    for (const { record, field: at, brought } of targets) {
      const there = mapped[record][at]
      if (Array.isArray(there) && Array.isArray(brought)) mapped[record][at] = together(there, brought)
      else if (isBlank(there) && !isBlank(brought)) mapped[record][at] = brought
    }
  }
  return mapped
}

/** What a value is at the other end: of a choice, the one that stands for it there. */
const broughtTo = ({ options }: MapTarget, value: unknown): unknown => (options ? options[String(value)] : value)

/** Whether a value says nothing. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** A field in which two records say different things. */
export type Difference = { field: string; theirs: unknown; brought: unknown }

/** Fields in which what is brought would take the place of something; lists come together and differ in nothing. */
export const differences = (record: object, brought: Readonly<Record<string, unknown>>): Difference[] =>
  Object.entries(brought).flatMap(([field, value]) => {
    const theirs = spread(record)[field]
    if (isBlank(value) || isBlank(theirs) || Array.isArray(theirs) || isSame(theirs, value)) return []
    return [{ field, theirs, brought: value }]
  })

/** How many a list of a record may hold. */
const most: Readonly<Record<string, number>> = { emails: 10, phones: 10, tags: 20, domains: 20 }

/**
 * A record with what is brought: blanks are filled, lists come together, and what is there stays unless its field is
 * among those to take. Nothing is ever blanked.
 */
export function fillIn<Row extends object>(
  record: Row,
  brought: Readonly<Record<string, unknown>>,
  take: readonly string[] = [],
): Row {
  const filled = { ...record } as Record<string, unknown>
  for (const [field, value] of Object.entries(brought)) {
    const own = ownIdOf(field)
    if (isBlank(value) || !((own ? 'custom' : field) in record)) continue
    const theirs = own ? (filled.custom as Custom)[own] : filled[field]
    const wins = take.includes(field)
    if (own) {
      if (wins || isBlank(theirs)) filled.custom = { ...(filled.custom as Custom), [own]: value }
    } else if (Array.isArray(value) && Array.isArray(theirs))
      filled[field] = (wins ? together(value, theirs) : together(theirs, value)).slice(0, most[field] ?? 20)
    else if (wins || isBlank(theirs)) filled[field] = value
  }
  return filled as Row
}

/** Two lists as one, each value once, whatever the case of its letters. */
function together(first: readonly unknown[], second: readonly unknown[]): unknown[] {
  const known = new Set(first.map(keyOf))
  return [...first, ...second.filter((one) => !known.has(keyOf(one)))]
}

const keyOf = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value))
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
