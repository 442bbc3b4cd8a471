import type { TeamCaller } from '#server/context'
import type { Reader } from '#server/storage/db'
import type { Conversation } from '#shared/protocol/conversations'
import { Refusal } from '#shared/protocol/refusals'
import { findConversation } from './queries'

/** A conversation of a site this agent works on. Otherwise `not-found`, whatever the reason. */
export async function accessConversation(db: Reader, caller: TeamCaller, id: string): Promise<Conversation> {
  const conversation = await findConversation(db, id)
  if (!conversation || !caller.siteIds.includes(conversation.siteId)) throw new Refusal('not-found')
  return conversation
}
