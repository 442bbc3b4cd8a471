import { among } from '#server/storage/among'
import type { Tx } from '#server/storage/db'

type Way = { from: string; to: string }

/** Files of a person become another person's, those beside their deals with them. @returns which */
export const moveFiles = (tx: Tx, way: Way): Promise<string[]> => move(tx, way, null)

/** These go back, and with them what came since beside deals that go back. @returns which */
export async function returnFiles(
  tx: Tx,
  way: Way,
  ids: readonly string[],
  dealIds: readonly string[],
): Promise<string[]> {
  const since = await tx
    .selectFrom('file')
    .select('id')
    .where('person_id', '=', way.from)
    .where('record', '=', 'deal')
    .where(among(tx, 'record_id', dealIds))
    .execute()
  return move(tx, way, [...new Set([...ids, ...since.map(({ id }) => id)])])
}

async function move(tx: Tx, { from, to }: Way, ids: readonly string[] | null): Promise<string[]> {
  const rows = await tx
    .updateTable('file')
    .set((eb) => ({
      person_id: to,
      record_id: eb.case().when('record', '=', 'person').then(to).else(eb.ref('record_id')).end(),
      version: eb('version', '+', 1),
    }))
    .where('person_id', '=', from)
    .$if(ids !== null, (query) => query.where(among(tx, 'id', ids ?? [])))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id).sort()
}
