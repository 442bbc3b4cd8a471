import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Person } from '#shared/protocol/people'
import { Refusal } from '#shared/protocol/refusals'
import { lockPair, saveAlias } from './alias-queries'
import { personOf, saveAttributes, saveName } from './queries'
import { mergeAttributes } from './rules'

type Ground = { tx: Tx; record: Recorder }

/** Ids of what comes along, by what it is. */
export type MovedRows = Record<'conversations' | 'deals' | 'tasks' | 'leads' | 'notes' | 'files', string[]>

type Joining = {
  goneId: string
  survivorId: string
  byAgentId: string | null
  /** Has everything that points to one person point to another. */
  move: (from: Person, to: Person) => Promise<MovedRows>
}

/**
 * Two people turn out to be one. The one who goes stays as another name of the one who remains; their browsers stay
 * theirs, because what a browser may read is what was written in it.
 * @throws Refusal `match-gone` where one of them is somebody else by now
 */
export async function joinPeople(
  { tx, record }: Ground,
  { goneId, survivorId, byAgentId, move }: Joining,
): Promise<{ before: Person; person: Person; moved: MovedRows }> {
  const rows = await lockPair(tx, [goneId, survivorId])
  const [from, to] = [rows.get(goneId), rows.get(survivorId)]
  if (!from || !to || from.merged_into !== null || to.merged_into !== null) throw new Refusal('match-gone')
  if (from.site_id !== to.site_id) throw new Refusal('merge-elsewhere')
  const [gone, before] = [personOf(from), personOf(to)]
  const attributes = mergeAttributes(gone.attributes, before.attributes)
  const person = await refill({ tx, record }, before, { name: before.name ?? gone.name, attributes })
  const moved = await move(gone, person)
  await saveAlias(tx, gone, survivorId)
  record('person.merged', { person, goneId, byAgentId })
  return { before, person, moved }
}

type Parting = {
  goneId: string
  survivorId: string
  byAgentId: string | null
  /** Brings back what came along. */
  move: (from: Person, to: Person) => Promise<MovedRows>
}

/** The same person was two after all. */
export async function partPeople({ tx, record }: Ground, { goneId, survivorId, byAgentId, move }: Parting) {
  const rows = await lockPair(tx, [goneId, survivorId])
  const [from, to] = [rows.get(survivorId), rows.get(goneId)]
  if (!from || !to || to.merged_into !== survivorId) throw new Refusal('not-found')
  const back = await saveAlias(tx, personOf(to), null)
  const moved = await move(personOf(from), back)
  record('person.parted', { person: personOf(from), back, moved, byAgentId })
}

/** What a person is called and what pages said of them; told where it is something else. */
export async function refill(
  { tx, record }: Ground,
  before: Person,
  { name, attributes }: Pick<Person, 'name' | 'attributes'>,
): Promise<Person> {
  const isKnown = JSON.stringify(attributes) === JSON.stringify(before.attributes)
  const described = isKnown ? before : await saveAttributes(tx, before, attributes)
  const person = name === before.name ? described : await saveName(tx, described, name)
  if (person !== before) record('person.edited', { person, gaveDetails: false })
  return person
}
