import type { TeamContext } from '#server/context'
import { accessCompany, listPeopleAt } from '#server/domains/companies/index'
import { accessPerson, listPeople } from '#server/domains/people/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { acceptConversation, assignConversation } from './assign-conversation'
import { listOfPeople, listOfPerson } from './inbox-queries'
import { listConversations, readConversation } from './list-conversations'
import { markByAgent, markByVisitor } from './mark-read'
import { sendMessage } from './send-message'
import { closeConversation, reopenConversation } from './set-status'
import { agentTyping, visitorPage, visitorTyping } from './signals'
import { syncVisit } from './sync-visit'
import { writeNote } from './write-note'
import { writeToTeam } from './write-to-team'

export { accessConversation } from './access'
export { assignConversation } from './assign-conversation'
export { countInbox } from './inbox-queries'
export { moveConversations, returnConversations } from './move-queries'
export { findConversation, findCurrent, findNewest } from './queries'
export { replayMessages } from './replay-messages'

export const handlers = {
  'conversation:list': listConversations,
  'conversation:read': readConversation,
  'conversation:ofPerson': async (
    { personId }: CheckedInputOf<'conversation:ofPerson'>,
    { read, caller }: TeamContext,
  ) => listOfPerson(read, (await accessPerson(read, caller, personId)).id),
  'company:conversations': async (
    { companyId }: CheckedInputOf<'company:conversations'>,
    { read, caller }: TeamContext,
  ) => {
    const { id } = await accessCompany(read, caller, companyId)
    const conversations = await listOfPeople(read, await listPeopleAt(read, id))
    const people = await listPeople(read, [...new Set(conversations.map(({ personId }) => personId))])
    const known = new Map(people.map((person) => [person.id, person]))
    return conversations.flatMap((conversation) => {
      const person = known.get(conversation.personId)
      return person ? [{ conversation, person }] : []
    })
  },
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
