import { among } from '#server/storage/among'
import type { Tx } from '#server/storage/db'

/** Leads of a person, or these of them, become another person's. @returns which */
export async function moveLeadRows(
  tx: Tx,
  { from, to }: { from: string; to: string },
  ids: readonly string[] | null,
): Promise<string[]> {
  const rows = await tx
    .updateTable('lead')
    .set((eb) => ({ person_id: to, version: eb('version', '+', 1) }))
    .where('person_id', '=', from)
    .$if(ids !== null, (query) => query.where(among(tx, 'id', ids ?? [])))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id).sort()
}
