import { randomBytes } from 'node:crypto'
import type { VisitorCaller } from '#server/context'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Attributes, Page, Person } from '#shared/protocol/people'
import { findSurvivor } from './alias-queries'
import { findVisitor, insertPerson, insertVisitor } from './queries'
import { codeFrom } from './rules'

/**
 * The person behind a visitor, made with their first message. The browser chose the token before its first try,
 * so a message that is sent again after a lost answer meets the same person again.
 */
export async function meetVisitor(
  tx: Tx,
  caller: VisitorCaller,
  told: { page: Page; language: string; attributes: Attributes },
  at: string,
): Promise<{ person: Person /** Whose browser it is. */; begunBy: string; isNew: boolean }> {
  const known = caller.visitor ?? (await findVisitor(tx, caller.siteId, caller.tokenHash))
  const person = known && (await findSurvivor(tx, known.personId))
  if (person) return { person, begunBy: known.personId, isNew: false }
  const met: Person = {
    id: newId(),
    siteId: caller.siteId,
    name: null,
    code: codeFrom(randomBytes(4)),
    attributes: told.attributes,
    language: told.language,
    origin: told.page,
    device: caller.device,
    firstSeenAt: at,
    version: 1,
  }
  await insertPerson(tx, met)
  await insertVisitor(tx, {
    id: newId(),
    person_id: met.id,
    site_id: caller.siteId,
    token_hash: caller.tokenHash,
    created_at: at,
  })
  return { person: met, begunBy: met.id, isNew: true }
}
