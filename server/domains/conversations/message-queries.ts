import type { Reader } from '#server/storage/db'
import type { Message } from '#shared/protocol/conversations'
import { messageOf } from './queries'

/** Messages after `after`, oldest first. */
export async function listAfter(db: Reader, conversationId: string, after: number, limit: number): Promise<Message[]> {
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(messageOf)
}

/** The newest messages below `before`, oldest first. */
export async function listBefore(
  db: Reader,
  conversationId: string,
  before: number | null,
  limit: number,
): Promise<Message[]> {
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .$if(before !== null, (query) => query.where('seq', '<', before))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse().map(messageOf)
}

export async function countUnread(db: Reader, conversationId: string, read: number): Promise<number> {
  const row = await db
    .selectFrom('message')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('conversation_id', '=', conversationId)
    .where('seq', '>', read)
    .where('author', '=', 'visitor')
    .where('kind', '=', 'text')
    .executeTakeFirstOrThrow()
  return row.count
}

/** Names of the agents who wrote messages. */
export async function listAuthors(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('agent').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
