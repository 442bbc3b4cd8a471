import { agentIdOf, type TeamContext } from '#server/context'
import { listPeople } from '#server/domains/people/index'
import { threadScope } from '#server/events/audience'
import { knownOf } from '#server/events/hearing'
import { listFacts, readCounter } from '#server/events/queries'
import type { Db } from '#server/storage/db'
import { atOneMoment } from '#server/storage/snapshot'
import type { Conversation } from '#shared/protocol/conversations'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { accessConversation } from './access'
import { countInbox, type InboxCursor, listInbox } from './inbox-queries'
import { listBefore } from './message-queries'
import { listNotes } from './note-queries'

/** One page of one list, and how many stand in each. */
export async function listConversations(
  { view, cursor, limit }: CheckedInputOf<'conversation:list'>,
  { read, caller }: TeamContext,
): Promise<OutputOf<'conversation:list'>> {
  const after = cursor ? parseCursor(cursor) : null
  // One transaction, so that the counts and their place on the number line belong together.
  return atOneMoment(read, async (db) => {
    // A program has no list of its own.
    const who = { agentId: agentIdOf(caller) ?? '', siteIds: caller.siteIds }
    const found = await listInbox(db, view, who, after, limit + 1)
    const page = found.slice(0, limit)
    const people = new Map(
      (
        await listPeople(
          db,
          page.map(({ personId }) => personId),
        )
      ).map((one) => [one.id, one]),
    )
    return {
      items: page.flatMap((conversation) => {
        const person = people.get(conversation.personId)
        return person ? [{ conversation, person }] : []
      }),
      next: found.length > limit ? cursorOf(view, page.at(-1)) : null,
      counts: { ...(await countInbox(db, who.agentId, who.siteIds)), n: await readCounter(db) },
    }
  })
}

/** A conversation with its newest messages, or those before a `seq`, and the notes that stand among them. */
export async function readConversation(
  { conversationId, before, limit }: CheckedInputOf<'conversation:read'>,
  { read, caller }: TeamContext,
): Promise<OutputOf<'conversation:read'>> {
  return atOneMoment(read, async (db) => {
    const conversation = await accessConversation(db, caller, conversationId)
    const [person] = await listPeople(db, [conversation.personId])
    if (!person) throw new Refusal('not-found')
    const messages = await listBefore(db, conversationId, before ?? null, limit)
    const first = messages[0]?.seq ?? 1
    const mayDeal = caller.permissions.has('deals.read')
    const [from, to] = [first === 1 ? 0 : (messages[0]?.n ?? 0), await lineEnd(db, conversationId, before)]
    return {
      conversation,
      person,
      messages,
      notes: await listNotes(db, conversationId, first === 1 ? 0 : first, before ? before - 1 : conversation.head),
      lines: mayDeal
        ? [...(await knownOf(db, caller, await listFacts(db, [threadScope(conversationId)], from, to, mostLines)))]
        : [],
      more: first > 1,
    }
  })
}

/** Between fifty messages there are hardly ever so many. */
const mostLines = 500

/** Where on the number line a page of the thread ends: at the message it was asked to end before, or now. */
const lineEnd = async (db: Db, conversationId: string, before: number | undefined): Promise<number> =>
  (before && (await listBefore(db, conversationId, before + 1, 1))[0]?.n) || readCounter(db)

const cursorOf = (view: string, last: Conversation | undefined) =>
  last ? `${view === 'incoming' ? (last.waitingSince ?? '') : last.lastAt}|${last.id}` : null

function parseCursor(text: string): InboxCursor {
  const [at, id] = text.split('|')
  if (!at || !id) throw new Refusal('malformed', { field: 'cursor' })
  return { at, id }
}
