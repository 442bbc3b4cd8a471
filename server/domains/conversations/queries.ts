import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import type { Conversation, Message } from '#shared/protocol/conversations'
import type { Beginning } from '#shared/rules/chat-money'
import type { ConversationRow, MessageRow } from './tables'

export const conversationOf = (row: ConversationRow): Conversation => ({
  id: row.id,
  siteId: row.site_id,
  personId: row.person_id,
  status: row.status,
  assigneeId: row.assignee_id,
  head: row.head,
  preview: row.preview,
  previewBy: row.preview_by,
  lastAt: row.last_at,
  waitingSince: row.waiting_since,
  unread: row.unread,
  visitorMarks: { delivered: row.visitor_delivered, read: row.visitor_read },
  agentMarks: { delivered: row.agent_delivered, read: row.agent_read },
  startedAt: row.started_at,
  version: row.version,
})

export const messageOf = (row: MessageRow): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  n: row.n,
  kind: row.kind,
  author: row.author,
  agentId: row.agent_id,
  body: row.body,
  sentAt: row.sent_at,
})

const conversationById = statement<{ id: string }, ConversationRow>((db, { id }) =>
  db.selectFrom('conversation').selectAll().where('id', '=', id),
)

export async function findConversation(db: Reader, id: string): Promise<Conversation | undefined> {
  const [row] = await conversationById(db, { id })
  return row && conversationOf(row)
}

const conversationBegunBy = statement<{ begunBy: string }, ConversationRow>((db, { begunBy }) =>
  db.selectFrom('conversation').selectAll().where('begun_by', '=', begunBy).orderBy('started_at', 'desc').limit(1),
)

/**
 * The conversation a visitor's browsers show: the newest that was begun in them. Somebody of the team may find that two
 * people are one, and be wrong; nobody ever reads what was written in somebody else's browser.
 */
export async function findCurrent(db: Reader, begunBy: string): Promise<Conversation | undefined> {
  const [row] = await conversationBegunBy(db, { begunBy })
  return row && conversationOf(row)
}

/** The newest conversation of a person, in whichever browser it was begun. */
export async function findNewest(db: Reader, personId: string): Promise<Conversation | undefined> {
  const all = db.selectFrom('conversation').selectAll().where('person_id', '=', personId)
  const row = await all.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row && conversationOf(row)
}

const leadByPerson = statement<{ personId: string }, { id: string }>((db, { personId }) =>
  db
    .selectFrom('lead')
    .select('id')
    .where('person_id', '=', personId)
    .where('removed', '=', sql.lit(0))
    .limit(sql.lit(1)),
)

/** Whether a person is or was a lead. */
export const hasLead = async (db: Reader, personId: string): Promise<boolean> =>
  (await leadByPerson(db, { personId })).length > 0

const messageByName = statement<{ conversationId: string; author: MessageRow['author']; id: string }, MessageRow>(
  (db, { conversationId, author, id }) =>
    db
      .selectFrom('message')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .where('author', '=', author)
      .where('id', '=', id),
)

/** The message its sender named `id`, when it was sent before. */
export async function findSent(
  db: Reader,
  conversationId: string,
  author: MessageRow['author'],
  id: string,
): Promise<Message | undefined> {
  const [row] = await messageByName(db, { conversationId, author, id })
  return row && messageOf(row)
}

type Step = {
  id: string
  at: string
  /** Null keeps the words that stand. */
  preview: string | null
  previewBy: ConversationRow['preview_by'] | null
  /** What this line means for the visitor's waiting. */
  waiting: 'begins' | 'ends' | 'goes on'
  unread: 0 | 1
  /** Who of the team wrote it and how many seconds after the beginning; whoever was first stays the first. */
  by: string | null
  after: number | null
}

// Said in SQL, not computed from a row read before: on PostgreSQL another message may have come in between.
const takeSeq = statement<Step, ConversationRow>((db, { id, at, preview, previewBy, waiting, unread, by, after }) =>
  db
    .updateTable('conversation')
    .set({
      head: sql`head + 1`,
      preview: sql`coalesce(${preview}, preview)`,
      preview_by: sql`coalesce(${previewBy}, preview_by)`,
      last_at: at,
      waiting_since: sql`case ${waiting} when 'begins' then coalesce(waiting_since, ${at}) when 'ends' then null else waiting_since end`,
      unread: sql`unread + ${unread}`,
      replied_by: sql`case when replied_after is null then ${by} else replied_by end`,
      replied_after: sql`coalesce(replied_after, ${after})`,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .returningAll(),
)

/** Takes the conversation's next `seq` under its row lock; the answer's `head` is it. */
export async function advance(tx: Tx, step: Step): Promise<Conversation> {
  const [row] = await takeSeq(tx, step)
  if (!row) throw new Error(`Conversation ${step.id} vanished`)
  return conversationOf(row)
}

const addMessage = statement<MessageRow, never>(
  (db, row) =>
    db.insertInto('message').values({
      conversation_id: row.conversation_id,
      seq: row.seq,
      n: row.n,
      id: row.id,
      kind: row.kind,
      author: row.author,
      agent_id: row.agent_id,
      body: row.body,
      sent_at: row.sent_at,
    }) as never,
)

export async function insertMessage(tx: Tx, message: Message): Promise<void> {
  await addMessage(tx, {
    conversation_id: message.conversationId,
    seq: message.seq,
    n: message.n,
    id: message.id,
    kind: message.kind,
    author: message.author,
    agent_id: message.agentId,
    body: message.body,
    sent_at: message.sentAt,
  })
}

export async function insertConversation(
  tx: Tx,
  conversation: Conversation,
  begunBy: string,
  { page, source, campaign }: Beginning,
): Promise<void> {
  const begun = { begun_by: begunBy, page, utm_source: source, utm_campaign: campaign }
  await tx
    .insertInto('conversation')
    .values({ ...rowOf(conversation), ...begun, replied_by: null, replied_after: null })
    .execute()
}

/** Saves what changed beside the talk itself: who has it, whether it is open, how far each side is. */
export async function saveConversation(tx: Tx, conversation: Conversation): Promise<void> {
  const { id, ...row } = rowOf(conversation)
  await tx.updateTable('conversation').set(row).where('id', '=', id).execute()
}

/** What is said once, when it begins or is first answered. */
type Once = 'begun_by' | 'page' | 'utm_source' | 'utm_campaign' | 'replied_by' | 'replied_after'

const rowOf = (conversation: Conversation): Omit<ConversationRow, Once> => ({
  id: conversation.id,
  site_id: conversation.siteId,
  person_id: conversation.personId,
  status: conversation.status,
  assignee_id: conversation.assigneeId,
  head: conversation.head,
  preview: conversation.preview,
  preview_by: conversation.previewBy,
  last_at: conversation.lastAt,
  waiting_since: conversation.waitingSince,
  unread: conversation.unread,
  visitor_delivered: conversation.visitorMarks.delivered,
  visitor_read: conversation.visitorMarks.read,
  agent_delivered: conversation.agentMarks.delivered,
  agent_read: conversation.agentMarks.read,
  started_at: conversation.startedAt,
  version: conversation.version,
})

/** Takes the row for this change, so that marks and assignments do not overwrite one another. */
export async function lockConversation(tx: Tx, id: string): Promise<Conversation | undefined> {
  const row = await tx
    .updateTable('conversation')
    // Not a version of its own: a change that finds nothing to do tells no fact, and screens would stay behind for ever.
    .set({ version: sql`version` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && conversationOf(row)
}
