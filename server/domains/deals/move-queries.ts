import type { RawBuilder } from 'kysely'
import { among } from '#server/storage/among'
import type { Tx } from '#server/storage/db'
import type { DealRow } from './tables'

/** Points deals at another person: all of one, or those of them that are among some. */
export const moveDealRows = (
  tx: Tx,
  { from, to }: { from: string; to: string },
  which: RawBuilder<boolean> | null,
): Promise<DealRow[]> =>
  tx
    .updateTable('deal')
    .set((eb) => ({ person_id: to, version: eb('version', '+', 1) }))
    .where('person_id', '=', from)
    .$if(which !== null, (query) => (which ? query.where(which) : query))
    .returningAll()
    .execute()

/** Deals of a person that were begun in some conversations. */
export async function listIdsIn(tx: Tx, personId: string, conversationIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('deal')
    .select('id')
    .where('person_id', '=', personId)
    .where(among(tx, 'conversation_id', conversationIds))
    .execute()
  return rows.map(({ id }) => id)
}
