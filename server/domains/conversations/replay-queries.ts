import type { Reader } from '#server/storage/db'
import type { Conversation, Message } from '#shared/protocol/conversations'
import { conversationOf, messageOf } from './queries'

/** Messages with `after < n <= until`, with their conversations as they stand, for replay. Null scopes mean all. */
export async function listSpoken(
  db: Reader,
  siteIds: readonly string[] | null,
  after: number,
  until: number,
  limit: number,
): Promise<{ message: Message; conversation: Conversation; agentName: string | null }[]> {
  if (siteIds?.length === 0) return []
  const rows = await db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
    .leftJoin('agent', 'agent.id', 'message.agent_id')
    .selectAll('message')
    .select('agent.name as agent_name')
    .where('message.n', '>', after)
    .where('message.n', '<=', until)
    .$if(siteIds !== null, (query) => query.where('conversation.site_id', 'in', siteIds ?? []))
    .orderBy('message.n')
    .limit(limit)
    .execute()
  const ids = [...new Set(rows.map((row) => row.conversation_id))]
  const found = ids.length > 0 ? await db.selectFrom('conversation').selectAll().where('id', 'in', ids).execute() : []
  const conversations = new Map(found.map((row) => [row.id, conversationOf(row)]))
  return rows.flatMap((row) => {
    const conversation = conversations.get(row.conversation_id)
    return conversation ? [{ message: messageOf(row), conversation, agentName: row.agent_name }] : []
  })
}
