import type { TeamContext } from '#server/context'
import { accessPerson } from '#server/domains/people/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { acceptConversation, assignConversation } from './assign-conversation'
import { listOfPerson } from './inbox-queries'
import { listConversations, readConversation } from './list-conversations'
import { markByAgent, markByVisitor } from './mark-read'
import { sendMessage } from './send-message'
import { closeConversation, reopenConversation } from './set-status'
import { agentTyping, visitorPage, visitorTyping } from './signals'
import { syncVisit } from './sync-visit'
import { writeNote } from './write-note'
import { writeToTeam } from './write-to-team'

export { accessConversation } from './access'
export { countInbox } from './inbox-queries'
export { findCurrent } from './queries'
export { replayMessages } from './replay-messages'

export const handlers = {
  'conversation:list': listConversations,
  'conversation:read': readConversation,
  'conversation:ofPerson': async (
    { personId }: CheckedInputOf<'conversation:ofPerson'>,
    { read, caller }: TeamContext,
  ) => listOfPerson(read, (await accessPerson(read, caller, personId)).id),
  'conversation:accept': acceptConversation,
  'conversation:assign': assignConversation,
  'conversation:close': closeConversation,
  'conversation:reopen': reopenConversation,
  'conversation:mark': markByAgent,
  'message:send': sendMessage,
  'note:write': writeNote,
  'visit:sync': syncVisit,
  'visit:send': writeToTeam,
  'visit:mark': markByVisitor,
}

export const signals = { 'agent.typing': agentTyping, 'visitor.typing': visitorTyping, 'visitor.page': visitorPage }
