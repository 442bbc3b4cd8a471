import type { TeamCaller } from '#server/context'
import type { Reader } from '#server/storage/db'
import type { Person } from '#shared/protocol/people'
import { Refusal } from '#shared/protocol/refusals'
import { findSurvivor } from './alias-queries'

/**
 * A person this agent may know: one of a site they work on. Otherwise `not-found`, whatever the reason. An old link to
 * somebody who turned out to be somebody else leads to who they are.
 */
export async function accessPerson(db: Reader, caller: TeamCaller, id: string): Promise<Person> {
  const person = await findSurvivor(db, id)
  if (!person || !caller.siteIds.includes(person.siteId)) throw new Refusal('not-found')
  return person
}
