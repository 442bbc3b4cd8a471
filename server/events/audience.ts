import type { FactData, FactName } from '#shared/protocol/index'
import type { VisitorFact } from '#shared/protocol/visits'

/**
 * A name under which facts are heard and found: `team`, `site:ID`, `deals:ID` (of a site), `pipeline:ID` and
 * `agent:ID` are rooms;
 * `deal:ID` and `person:ID` are histories nobody listens to live.
 */
export type Scope = string

export const teamScope: Scope = 'team'
export const siteScope = (id: string): Scope => `site:${id}`
/** Deals of a site and what is to be done there: for those who work on it and may read deals. */
export const dealsScope = (siteId: string): Scope => `deals:${siteId}`
export const pipelineScope = (id: string): Scope => `pipeline:${id}`
export const dealScope = (id: string): Scope => `deal:${id}`
export const personScope = (id: string): Scope => `person:${id}`
export const visitorRoom = (conversationId: string): Scope => `conversation:${conversationId}`

type Audience = { [Name in FactName]: (data: FactData<Name>) => Scope[] }

const ofConversation = ({ conversation }: { conversation: { siteId: string; personId: string } }) => [
  siteScope(conversation.siteId),
  personScope(conversation.personId),
]

const ofDeal = ({ deal }: { deal: { id: string; siteId: string; personId: string } }) => [
  dealsScope(deal.siteId),
  dealScope(deal.id),
  personScope(deal.personId),
]

const ofTask = ({ task, siteId }: FactData<'task.created'>) => [
  dealsScope(siteId),
  personScope(task.personId),
  ...(task.dealId ? [dealScope(task.dealId)] : []),
]

/** Who may hear each fact. The one place that says so. */
const audience: Audience = {
  'agent.added': () => [teamScope],
  'agent.edited': () => [teamScope],
  'site.added': ({ site }) => [siteScope(site.id)],
  'site.edited': ({ site }) => [siteScope(site.id)],
  'person.edited': ({ person }) => [siteScope(person.siteId), personScope(person.id)],
  'pipeline.created': ({ pipeline }) => [pipelineScope(pipeline.id)],
  'message.sent': ofConversation,
  'note.written': ({ note, siteId }) => [siteScope(siteId), personScope(note.personId)],
  'conversation.started': ofConversation,
  'conversation.accepted': ofConversation,
  'conversation.assigned': ofConversation,
  'conversation.closed': ofConversation,
  'conversation.reopened': ofConversation,
  'conversation.seen': ofConversation,
  'deal.created': ofDeal,
  'deal.edited': ofDeal,
  'deal.moved': ofDeal,
  'deal.won': ofDeal,
  'deal.lost': ofDeal,
  'deal.reopened': ofDeal,
  'deal.removed': ofDeal,
  'task.created': ofTask,
  'task.edited': ofTask,
  'task.completed': ofTask,
  'task.reopened': ofTask,
  'task.cancelled': ofTask,
}

/** The scopes of a fact. */
export const scopesOf = <Name extends FactName>(name: Name, data: FactData<Name>): Scope[] => audience[name](data)

/** What the visitor of a conversation hears of a fact, chosen field by field; null for all they must not. */
export function heardByVisitor<Name extends FactName>(name: Name, data: FactData<Name>): VisitorFact | null {
  if (name === 'message.sent') {
    const { message, agentName } = data as FactData<'message.sent'>
    const { id, seq, kind, author, body, sentAt } = message
    return {
      name,
      data: {
        conversationId: message.conversationId,
        message: { id, seq, kind, author, agentName: firstName(agentName), body, sentAt },
      },
    }
  }
  if (name === 'conversation.seen') {
    const { conversation } = data as FactData<'conversation.seen'>
    return { name, data: { conversationId: conversation.id, agentMarks: conversation.agentMarks } }
  }
  return null
}

/** Visitors meet agents by their first name. */
export const firstName = (name: string | null): string | null => name?.split(' ')[0] ?? null
