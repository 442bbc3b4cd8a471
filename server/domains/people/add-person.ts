import { randomBytes } from 'node:crypto'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Person } from '#shared/protocol/people'
import { insertPerson } from './queries'
import { codeFrom } from './rules'

/** Somebody an agent knows of and who has never written: a person without a visitor. */
export async function addPerson(
  tx: Tx,
  record: Recorder,
  { siteId, name, at }: { siteId: string /** Empty while nobody knows. */; name: string; at: string },
): Promise<Person> {
  const person: Person = {
    id: newId(),
    siteId,
    name: name === '' ? null : name,
    code: codeFrom(randomBytes(4)),
    attributes: {},
    language: '',
    origin: { url: '', title: '', referrer: '' },
    device: '',
    firstSeenAt: at,
    version: 1,
  }
  await insertPerson(tx, person)
  record('person.added', { person })
  return person
}
