import type { Choice, CustomField, FieldOption } from '#shared/protocol/fields'
import { Refusal } from '#shared/protocol/refusals'
import { fold } from '#shared/values/fold'
import { byRank, rankBetween } from '#shared/values/rank'

/** More than a panel can show; a list that grows without an end is a mistake of a program. */
export const most = { fields: 50, options: 300 } as const

/** Refuses one field more than a record may have. */
export function assertRoom(fields: readonly CustomField[]): void {
  if (fields.filter(({ removed }) => !removed).length >= most.fields) throw new Refusal('list-full')
}

/** Refuses a name that another field of the record has, however it is written. */
export function assertFreeName(fields: readonly CustomField[], name: string, butId?: string): void {
  if (fields.some((one) => !one.removed && one.id !== butId && fold(one.name) === fold(name)))
    throw new Refusal('name-taken', { field: 'name' })
}

/**
 * The choices of a list as somebody wants them: new ones get an id, those left out are kept behind as removed, because
 * somebody may have chosen them.
 * @throws Refusal `name-taken`, `not-found`, `list-full`
 */
export function choose(before: readonly FieldOption[], wanted: readonly Choice[], newId: () => string): FieldOption[] {
  const names = wanted.map(({ name }) => fold(name))
  if (new Set(names).size < names.length) throw new Refusal('name-taken', { field: 'options' })
  const known = new Set(before.map(({ id }) => id))
  const named = wanted.flatMap(({ id }) => (id ? [id] : []))
  if (named.some((id) => !known.has(id)) || new Set(named).size < named.length)
    throw new Refusal('not-found', { field: 'options' })
  const offered = wanted.map(({ id, name }) => ({ id: id ?? newId(), name, removed: false }))
  const kept = before.filter(({ id }) => !named.includes(id)).map((one) => ({ ...one, removed: true }))
  if (offered.length + kept.length > most.options) throw new Refusal('list-full', { field: 'options' })
  return [...offered, ...kept]
}

/**
 * A rank in front of a field, or behind all. Removed ones count too: they may come back to their place.
 * @throws Refusal `not-found` when there is no such field to stand in front of
 */
export function rankInFront(others: readonly CustomField[], beforeId: string | null): string {
  const list = [...others].sort(byRank)
  if (beforeId === null) return rankBetween(list.at(-1)?.rank ?? null, null)
  const at = list.findIndex(({ id, removed }) => id === beforeId && !removed)
  if (at < 0) throw new Refusal('not-found', { field: 'beforeId' })
  return rankBetween(list[at - 1]?.rank ?? null, list[at]?.rank ?? null)
}
