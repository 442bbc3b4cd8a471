import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Person } from '#shared/protocol/people'
import { saveName } from './queries'
import { hasDetails } from './rules'

/**
 * Somebody is called so from now on, or became reachable. A name that was emptied does not take away the one a person
 * is known by.
 */
export async function namePerson(
  { tx, record }: { tx: Tx; record: Recorder },
  before: Person,
  name: string,
): Promise<void> {
  const gaveDetails = !hasDetails(before)
  const isNamed = name !== '' && name !== before.name
  if (!isNamed && !gaveDetails) return
  record('person.edited', { person: isNamed ? await saveName(tx, before, name) : before, gaveDetails })
}
