import { sql } from 'kysely'
import type { Reader } from '#server/storage/db'
import type { Conversation, InboxView } from '#shared/protocol/conversations'
import { conversationOf } from './queries'

export async function listOfPerson(db: Reader, personId: string): Promise<Conversation[]> {
  const rows = await db
    .selectFrom('conversation')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('started_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(conversationOf)
}

/** Conversations of several people, the latest first. */
export async function listOfPeople(db: Reader, personIds: readonly string[]): Promise<Conversation[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .selectFrom('conversation')
    .selectAll()
    .where('person_id', 'in', personIds)
    .orderBy('started_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(conversationOf)
}

export type InboxCursor = { at: string; id: string }

/** A page of one list, by keyset: `after` is the last row of the page before. */
export async function listInbox(
  db: Reader,
  view: InboxView,
  who: { agentId: string; siteIds: readonly string[] },
  after: InboxCursor | null,
  limit: number,
): Promise<Conversation[]> {
  if (who.siteIds.length === 0) return []
  const seen = db.selectFrom('conversation').selectAll().where('site_id', 'in', who.siteIds)
  if (view === 'incoming') {
    const rows = await seen
      .where('status', '=', 'open')
      .where('assignee_id', 'is', null)
      .$if(after !== null, (query) => query.where(sql<boolean>`(waiting_since, id) > (${after?.at}, ${after?.id})`))
      .orderBy('waiting_since')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(conversationOf)
  }
  const rows = await seen
    .$if(view === 'mine', (query) => query.where('status', '=', 'open').where('assignee_id', '=', who.agentId))
    .$if(after !== null, (query) => query.where(sql<boolean>`(last_at, id) < (${after?.at}, ${after?.id})`))
    .orderBy('last_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(conversationOf)
}

export async function countInbox(db: Reader, agentId: string, siteIds: readonly string[]) {
  if (siteIds.length === 0) return { incoming: 0, mine: 0, all: 0 }
  const count = async (query: ReturnType<typeof open>) =>
    (await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count
  const open = () => db.selectFrom('conversation').where('site_id', 'in', siteIds).where('status', '=', 'open')
  return {
    incoming: await count(open().where('assignee_id', 'is', null)),
    mine: await count(open().where('assignee_id', '=', agentId)),
    all: await count(open()),
  }
}
