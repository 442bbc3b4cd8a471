import type { FactData, FactName } from '#shared/protocol/index'
import type { ViewOf } from '#shared/protocol/views'
import type { VisitorFact } from '#shared/protocol/visits'
import { threadOf } from '#shared/rules/thread-lines'

/**
 * A name under which facts are heard and found: `team`, `manage`, `views:LIST`, `site:ID`, `deals:ID`, `leads:ID` and `contacts:ID` (of a site),
 * `pipelines`, `pipeline:ID` and `agent:ID` are rooms;
 * `deal:ID`, `person:ID`, `company:ID`, `note:ID` and `thread:ID` (of a conversation) are histories nobody listens to live.
 */
export type Scope = string

export const teamScope: Scope = 'team'
/** What the house does by itself: for those who manage its settings. */
export const manageScope: Scope = 'manage'
export const siteScope = (id: string): Scope => `site:${id}`
/** Deals of a site and what is to be done there: for those who work on it and may read deals. */
export const dealsScope = (siteId: string): Scope => `deals:${siteId}`
/** Leads of a site: for those who work on it and may read leads. */
export const leadsScope = (siteId: string): Scope => `leads:${siteId}`
/** Contacts and companies of a site: for those who work on it and may read contacts. */
export const contactsScope = (siteId: string): Scope => `contacts:${siteId}`
/** Views the team shares of a list: for those who may read what is listed. */
export const viewsScope = (of: ViewOf): Scope => `views:${of}`
export const agentScope = (id: string): Scope => `agent:${id}`
export const pipelineScope = (id: string): Scope => `pipeline:${id}`
/** That there is a pipeline, or no longer, is for whoever may read deals. */
export const pipelinesScope: Scope = 'pipelines'
/** Not for anybody to hear: whoever stands there is told nothing of the pipeline, whatever room it is told in. */
export const closedScope = (pipelineId: string): Scope => `closed:${pipelineId}`
export const dealScope = (id: string): Scope => `deal:${id}`
export const personScope = (id: string): Scope => `person:${id}`
export const companyScope = (id: string): Scope => `company:${id}`
export const noteScope = (id: string): Scope => `note:${id}`
export const threadScope = (conversationId: string): Scope => `thread:${conversationId}`
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

/** Whoever may read the record hears of its notes and files; those of a person stand on their lead and their contact. */
const roomsBeside = {
  deal: [dealsScope],
  person: [leadsScope, contactsScope],
  company: [contactsScope],
} as const

type Standing = { record: keyof typeof roomsBeside; recordId: string; siteId: string; personId: string | null }

const beside = ({ record, recordId, siteId, personId }: Standing) => [
  ...roomsBeside[record].map((room) => room(siteId)),
  ...(record === 'deal' ? [dealScope(recordId)] : record === 'company' ? [companyScope(recordId)] : []),
  ...(personId ? [personScope(personId)] : []),
]

const ofNote = ({ note, siteId, personId }: FactData<'note.left'>) => [
  ...beside({ ...note, siteId, personId }),
  noteScope(note.id),
]

const ofFile = ({ file }: FactData<'file.added'>) => beside(file)

const ofTask = ({ task, siteId }: FactData<'task.created'>) => [
  dealsScope(siteId),
  personScope(task.personId),
  ...(task.dealId ? [dealScope(task.dealId)] : []),
]

const ofLead = ({ lead }: { lead: { siteId: string; personId: string } }) => [
  leadsScope(lead.siteId),
  personScope(lead.personId),
]

/** Whoever comes to a company or leaves it stands in its history, too. */
const ofContact = ({ contact, changes }: FactData<'contact.edited'>) => [
  contactsScope(contact.siteId),
  personScope(contact.personId),
  ...[contact.companyId, ...changes.flatMap(({ field, was }) => (field === 'companyId' ? [was] : []))].flatMap((id) =>
    typeof id === 'string' ? [companyScope(id)] : [],
  ),
]

/** Whoever knows anything of a person's hears that it is another person's. */
const ofEverything = ({ id, siteId }: { id: string; siteId: string }, otherId: string) => [
  ...[siteScope(siteId), dealsScope(siteId), leadsScope(siteId), contactsScope(siteId)],
  ...[personScope(id), personScope(otherId)],
]

const ofCompany = ({ company }: { company: { id: string; siteId: string } }) => [
  contactsScope(company.siteId),
  companyScope(company.id),
]

const ofView = ({ view, wasShared }: FactData<'view.saved'>) => [
  view.shared || wasShared ? viewsScope(view.of) : agentScope(view.agentId),
]
const ofRule = () => [manageScope]
const ofMail = ({ mail }: FactData<'mail.sent'>) => [manageScope, personScope(mail.personId)]
const ofPipeline = ({ pipeline }: { pipeline: { id: string } }) => [pipelineScope(pipeline.id)]
// Whoever gains or loses it does not stand in its own scope before, or after.
const ofEditedPipeline = ({ pipeline, changes }: FactData<'pipeline.edited'>) =>
  changes.some(({ field }) => field === 'memberIds')
    ? [pipelineScope(pipeline.id), pipelinesScope]
    : [pipelineScope(pipeline.id)]

/** Who may hear each fact. The one place that says so. */
const audience: Audience = {
  'installation.edited': () => [teamScope],
  'agent.added': () => [teamScope],
  'agent.edited': () => [teamScope],
  'site.added': ({ site }) => [siteScope(site.id)],
  'site.edited': ({ site }) => [siteScope(site.id)],
  'person.added': ({ person }) => [siteScope(person.siteId), personScope(person.id)],
  'person.edited': ({ person }) => [siteScope(person.siteId), personScope(person.id)],
  'person.merged': ({ person, goneId }) => ofEverything(person, goneId),
  'person.parted': ({ person, back }) => ofEverything(person, back.id),
  'pipeline.created': ofPipeline,
  'pipeline.edited': ofEditedPipeline,
  'pipeline.archived': ofPipeline,
  'pipeline.restored': ofPipeline,
  // Its own scope ends with it, and whoever comes back later has no other way to hear of it.
  'pipeline.removed': () => [pipelinesScope],
  'pipeline.repriced': ofPipeline,
  'stage.added': ofPipeline,
  'stage.edited': ofPipeline,
  'stage.removed': ofPipeline,
  'stage.restored': ofPipeline,
  'reason.added': ofPipeline,
  'reason.edited': ofPipeline,
  'reason.archived': ofPipeline,
  'reason.restored': ofPipeline,
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
  'deal.transferred': ofDeal,
  'deal.won': ofDeal,
  'deal.lost': ofDeal,
  'deal.reopened': ofDeal,
  'deal.removed': ofDeal,
  'note.left': ofNote,
  'note.edited': ofNote,
  'note.pinned': ofNote,
  'note.removed': ofNote,
  'note.restored': ofNote,
  'file.added': ofFile,
  'file.removed': ofFile,
  'file.departed': ofFile,
  'file.arrived': ofFile,
  'task.created': ofTask,
  'task.edited': ofTask,
  'task.completed': ofTask,
  'task.reopened': ofTask,
  'task.cancelled': ofTask,
  'lead.created': ofLead,
  'lead.edited': ofLead,
  'lead.moved': ofLead,
  'lead.removed': ofLead,
  'lead.restored': ofLead,
  'lead.converted': ofLead,
  'lead.returned': ofLead,
  'status.edited': () => [teamScope],
  'field.created': () => [teamScope],
  'field.edited': () => [teamScope],
  'field.removed': () => [teamScope],
  'field.restored': () => [teamScope],
  'mapping.saved': () => [teamScope],
  'conversions.begun': () => [teamScope],
  'conversions.finished': () => [teamScope],
  'contact.created': ofContact,
  'contact.edited': ofContact,
  'contact.removed': ofContact,
  'contact.restored': ofContact,
  'company.created': ofCompany,
  'company.edited': ofCompany,
  'company.removed': ofCompany,
  'company.restored': ofCompany,
  'view.saved': ofView,
  'view.removed': ofView,
  'task.due': ofTask,
  'rule.created': ofRule,
  'rule.edited': ofRule,
  'rule.removed': ofRule,
  'rule.restored': ofRule,
  'mail.queued': ofMail,
  'mail.sent': ofMail,
  'mail.failed': ofMail,
  'mail.retried': ofMail,
}

/** The scopes of a fact, with the thread it stands in as a line. */
export function scopesOf<Name extends FactName>(name: Name, data: FactData<Name>): Scope[] {
  const thread = threadOf(name, data)
  return thread ? [...audience[name](data), threadScope(thread)] : audience[name](data)
}

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
