import { type RawBuilder, sql } from 'kysely'
import { among } from '#server/storage/among'
import type { Db } from '#server/storage/db'

export type Begun = { siteIds: readonly string[]; from: string; until: string }

export type ChatTimes = {
  id: string
  site_id: string
  status: 'open' | 'closed'
  started_at: string
  last_at: string
  replied_at: string | null
  agent_id: string | null
}

/** Conversations that began in a time, in the order they did, with when and by whom each was first answered. */
export function listBegun(db: Db, { siteIds, from, until }: Begun, after: string, limit: number): Promise<ChatTimes[]> {
  const first = (column: 'sent_at' | 'agent_id') =>
    sql<string | null>`(select ${sql.ref(`message.${column}`)} from message
      where message.conversation_id = conversation.id and message.author = 'agent' and message.kind = 'text'
      order by message.seq limit 1)`
  return db
    .selectFrom('conversation')
    .select(['id', 'site_id', 'status', 'started_at', 'last_at'])
    .select([first('sent_at').as('replied_at'), first('agent_id').as('agent_id')])
    .where('id', '>', after)
    .where(within(db, siteIds))
    .where(sql<boolean>`(started_at || '') >= ${from} and (started_at || '') < ${until}`)
    .orderBy('id')
    .limit(limit)
    .execute()
}

const within = (db: Db, siteIds: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${among(db, 'conversation.site_id', siteIds)}, false)`
