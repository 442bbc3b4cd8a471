import { among } from '#server/storage/among'
import type { Tx } from '#server/storage/db'

type Way = { from: string; to: string }

/** Tasks of a person become another person's. @returns which */
export const moveTasks = (tx: Tx, way: Way): Promise<string[]> => move(tx, way, null)

/** These go back, and with them what was planned since for deals and conversations that go back. @returns which */
export async function returnTasks(
  tx: Tx,
  way: Way,
  ids: readonly string[],
  { dealIds, conversationIds }: { dealIds: readonly string[]; conversationIds: readonly string[] },
): Promise<string[]> {
  const since = await tx
    .selectFrom('task')
    .select('id')
    .where('person_id', '=', way.from)
    .where(({ or, and, eb }) =>
      or([
        among(tx, 'deal_id', dealIds),
        and([eb('deal_id', 'is', null), among(tx, 'conversation_id', conversationIds)]),
      ]),
    )
    .execute()
  return move(tx, way, [...new Set([...ids, ...since.map(({ id }) => id)])])
}

async function move(tx: Tx, { from, to }: Way, ids: readonly string[] | null): Promise<string[]> {
  const rows = await tx
    .updateTable('task')
    .set((eb) => ({ person_id: to, version: eb('version', '+', 1) }))
    .where('person_id', '=', from)
    .$if(ids !== null, (query) => query.where(among(tx, 'id', ids ?? [])))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id).sort()
}
