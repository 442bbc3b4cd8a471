import type { VisitorContext } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import { findSurvivor, hasDetails } from '#server/domains/people/index'
import { firstName } from '#server/events/audience'
import type { Reader } from '#server/storage/db'
import { atOneMoment } from '#server/storage/snapshot'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { VisitorView } from '#shared/protocol/visits'
import { listAfter, listAuthors } from './message-queries'
import { findCurrent, hasLead } from './queries'
import { forVisitor } from './write-to-team'

const pageSize = 200

/** Everything after what the visitor has. The socket hears the conversation before this is asked. */
export const syncVisit = (
  { after }: CheckedInputOf<'visit:sync'>,
  { caller, read, presence }: VisitorContext,
): Promise<VisitorView> =>
  atOneMoment(read, async (db) => {
    const installation = await findInstallation(db)
    const introduced = caller.visitor ? await isIntroduced(db, caller.visitor.personId) : false
    const conversation = caller.visitor ? await findCurrent(db, caller.visitor.personId) : undefined
    const messages = conversation ? await listAfter(db, conversation.id, after, pageSize) : []
    const agentIds = [...new Set([conversation?.assigneeId, ...messages.map(({ agentId }) => agentId)])]
    const authors = await listAuthors(
      db,
      agentIds.filter((id) => typeof id === 'string'),
    )
    const nameOf = (id: string | null | undefined) => (id ? (authors.get(id) ?? null) : null)
    return {
      epoch: installation?.epoch ?? '',
      conversationId: conversation?.id ?? null,
      status: conversation?.status ?? 'open',
      head: conversation?.head ?? 0,
      messages: messages.map((message) => forVisitor(message, nameOf(message.agentId))),
      visitorMarks: conversation?.visitorMarks ?? { delivered: 0, read: 0 },
      agentMarks: conversation?.agentMarks ?? { delivered: 0, read: 0 },
      agentsOnline: presence.teamOnline(caller.siteId),
      agentName: firstName(nameOf(conversation?.assigneeId)),
      introduced,
    }
  })

/** Whether they, their page or somebody of the team said how they are called or reached. */
async function isIntroduced(db: Reader, personId: string): Promise<boolean> {
  const person = await findSurvivor(db, personId)
  return person !== undefined && (hasDetails(person) || (await hasLead(db, person.id)))
}
