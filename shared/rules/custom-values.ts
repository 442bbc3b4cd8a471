import type { Custom, CustomField, CustomValue } from '../protocol/fields'

/** Longest text and longest address a field holds. */
export const longestText = 500
export const longestLink = 2048

type Asking = Pick<CustomField, 'kind' | 'options'>

/**
 * What a field keeps of what somebody gave it; undefined for what it cannot hold. Nothing is null, however it was
 * said. The server refuses by it and the console says so before it asks.
 */
export function valueFor(field: Asking, said: CustomValue): CustomValue | undefined {
  if (said === null || said === '') return null
  return holds(field, said) ? said : undefined
}

function holds({ kind, options }: Asking, said: string | number | boolean): boolean {
  if (kind === 'number') return typeof said === 'number' && Number.isFinite(said)
  if (kind === 'yesno') return typeof said === 'boolean'
  if (typeof said !== 'string') return false
  if (kind === 'text') return said.length <= longestText
  if (kind === 'date') return isDay(said)
  if (kind === 'link') return isLink(said)
  return options.some(({ id, removed }) => id === said && !removed)
}

/** A day there is: the thirtieth of February is none. */
export function isDay(said: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(said)) return false
  const at = Date.parse(`${said}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(said)
}

/** A page a browser may be sent to. */
export const isLink = (said: string): boolean => said.length <= longestLink && /^https?:\/\/[^\s/?#]\S*$/i.test(said)

/** The name under which a field of its own stands among the changes of a record: `custom.ID`. */
export const changedAs = (fieldId: string): string => `custom.${fieldId}`

/** The id of a field of one's own behind such a name; undefined for every other field. */
export const ownIdOf = (field: string): string | undefined =>
  field.startsWith(changedAs('')) ? field.slice(changedAs('').length) : undefined

/** A record with its own fields beside the others, as `custom.ID`. */
export function spread(record: object): Record<string, unknown> {
  const { custom, ...rest } = record as { custom?: Custom }
  return { ...rest, ...asFields(custom ?? {}) }
}

/** The same record again. */
export function gathered(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(fields)
  const custom = entries.flatMap(([field, value]) => {
    const id = ownIdOf(field)
    return id === undefined || value === null || value === undefined ? [] : [[id, value] as const]
  })
  const rest = entries.filter(([field]) => ownIdOf(field) === undefined)
  return { ...Object.fromEntries(rest), custom: Object.fromEntries(custom) }
}

const asFields = (custom: Custom): Custom =>
  Object.fromEntries(Object.entries(custom).map(([id, value]) => [changedAs(id), value]))

const idPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** What somebody wrote in words, by which a record is found. Ids of choices are no words. */
export const customWords = (custom: Custom): string[] =>
  Object.values(custom).filter((value): value is string => typeof value === 'string' && !idPattern.test(value))
