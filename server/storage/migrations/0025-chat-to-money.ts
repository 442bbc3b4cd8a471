import { type Kysely, sql } from 'kysely'
import { beginningOf, secondsUntil } from '#shared/rules/chat-money'
import type { Columns } from './columns'

type Old = Kysely<{
  person: { id: string; origin: string }
  conversation: {
    id: string
    person_id: string
    started_at: string
    begun_by: string
    page: string | null
    utm_source: string | null
    utm_campaign: string | null
    replied_by: string | null
    replied_after: number | null
  }
  lead: { id: string; conversation_id: string | null }
}>

const pageSize = 1_000

/** Where a chat was begun, who answered it first and after how long, and which chat a lead came of. */
export const chatToMoney =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    for (const column of ['page', 'utm_source', 'utm_campaign'])
      await schema.alterTable('conversation').addColumn(column, text).execute()
    await schema
      .alterTable('conversation')
      .addColumn('replied_by', text, (c) => c.references('agent.id'))
      .execute()
    await schema.alterTable('conversation').addColumn('replied_after', number).execute()
    await schema
      .alterTable('lead')
      .addColumn('conversation_id', text, (c) => c.references('conversation.id'))
      .execute()
    await describeChats(db as Old)
    await linkLeads(db as Old)
    await schema
      .createIndex('conversation_told_apart')
      .on('conversation')
      .columns(['id', 'started_at', 'site_id', 'replied_by', 'replied_after', 'utm_source', 'utm_campaign', 'page'])
      .execute()
    await indexChats('lead', ['conversation_id', 'site_id'])
    await indexChats('deal', ['conversation_id', 'site_id', 'outcome', 'currency', 'amount', 'pipeline_id'])

    function indexChats(table: string, columns: string[]): Promise<void> {
      return schema
        .createIndex(`${table}_of_chat`)
        .on(table)
        .columns(columns)
        .where(sql.ref('removed'), '=', sql.lit(0))
        .where(sql<boolean>`conversation_id is not null`)
        .execute()
    }
  }

/** A chat began with the first message of whoever began it, and the page of that message was kept with them. */
async function describeChats(db: Old): Promise<void> {
  for (let after = ''; ; ) {
    const chats = await db
      .selectFrom('conversation')
      .leftJoin('person', 'person.id', 'conversation.begun_by')
      .select(['conversation.id', 'conversation.started_at', 'person.origin'])
      .select([first('sent_at').as('replied_at'), first('agent_id').as('replied_by')])
      .where('conversation.id', '>', after)
      .orderBy('conversation.id')
      .limit(pageSize)
      .execute()
    for (const { id, started_at, origin, replied_at, replied_by } of chats) {
      const { page, source, campaign } = beginningOf(urlIn(origin))
      const replied_after = replied_at === null ? null : secondsUntil(started_at, replied_at)
      await db
        .updateTable('conversation')
        .set({ page, utm_source: source, utm_campaign: campaign, replied_by, replied_after })
        .where('id', '=', id)
        .execute()
    }
    after = chats.at(-1)?.id ?? after
    if (chats.length < pageSize) return
  }
}

/** Of the first answer of the team. */
const first = (column: 'sent_at' | 'agent_id') =>
  sql<string | null>`(select ${sql.ref(`message.${column}`)} from message
    where message.conversation_id = conversation.id and message.author = 'agent' and message.kind = 'text'
    order by message.seq limit 1)`

function urlIn(origin: string | null): string {
  const { url } = JSON.parse(origin ?? '{}') as { url?: unknown }
  return typeof url === 'string' ? url : ''
}

/** As a lead that is made now is linked: to the newest chat its person had begun by then. */
const linkLeads = (db: Old): Promise<unknown> =>
  sql`update lead set conversation_id = (select conversation.id from conversation
    where conversation.person_id = lead.person_id and conversation.started_at <= lead.created_at
    order by conversation.started_at desc, conversation.id desc limit 1)`.execute(db)
