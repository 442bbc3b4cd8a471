import { among } from '#server/storage/among'
import type { Tx } from '#server/storage/db'

type Way = { from: string; to: string }

/** Conversations of a person, with the notes among them, become another person's. @returns which */
export const moveConversations = (tx: Tx, way: Way): Promise<string[]> => move(tx, way, null)

/** These go back, and with them what was begun since in the browsers of whoever they go back to. @returns which */
export async function returnConversations(tx: Tx, way: Way, ids: readonly string[]): Promise<string[]> {
  const begun = await tx
    .selectFrom('conversation')
    .select('id')
    .where('person_id', '=', way.from)
    .where('begun_by', '=', way.to)
    .execute()
  return move(tx, way, [...new Set([...ids, ...begun.map(({ id }) => id)])])
}

async function move(tx: Tx, { from, to }: Way, ids: readonly string[] | null): Promise<string[]> {
  const rows = await tx
    .updateTable('conversation')
    .set((eb) => ({ person_id: to, version: eb('version', '+', 1) }))
    .where('person_id', '=', from)
    .$if(ids !== null, (query) => query.where(among(tx, 'id', ids ?? [])))
    .returning('id')
    .execute()
  const moved = rows.map(({ id }) => id).sort()
  if (moved.length > 0)
    await tx
      .updateTable('note')
      .set({ person_id: to })
      .where(among(tx, 'conversation_id', moved))
      .execute()
  return moved
}
