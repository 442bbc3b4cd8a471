import { z } from 'zod'
import { Tag } from './deals'
import { by, Id, Instant, Rid, request, text } from './define'
import { change, changesOf, Emails, FieldChanges, Phones, WebAddress } from './details'
import { Custom, CustomChanges, CustomDetails } from './fields'

/** What a status means, whatever it is called. Nobody gives `converted` by hand: it comes with a conversion. */
export const LeadKind = z.enum(['new', 'working', 'qualified', 'unqualified', 'converted'])
export type LeadKind = z.infer<typeof LeadKind>

/** A step on a lead's way, in the order of the way. Its name is the installation's, its kind is fixed. */
export const LeadStatus = z.object({ id: Id, name: z.string(), kind: LeadKind, position: z.int(), version: z.int() })
export type LeadStatus = z.infer<typeof LeadStatus>

/** How a lead came: said in the chat, left while nobody was there, typed by an agent, from a file, by a program. */
export const LeadVia = z.enum(['chat', 'offline', 'hand', 'file', 'api'])
export type LeadVia = z.infer<typeof LeadVia>

/** What a lead became, when, and by whom. */
export const Converted = z.object({
  at: Instant,
  byAgentId: Id.nullable(),
  contactId: Id,
  companyId: Id.nullable(),
  dealId: Id.nullable(),
})
export type Converted = z.infer<typeof Converted>

/** Somebody who left details and is not yet qualified. A person has at most one that is not converted. */
export const Lead = z.object({
  id: Id,
  /** Its person's. Who does not work there knows nothing of the lead. */
  siteId: Id,
  personId: Id,
  statusId: Id,
  name: z.string(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  company: z.string(),
  /** What they are there. */
  title: z.string(),
  industry: z.string(),
  website: z.string(),
  address: z.string(),
  description: z.string(),
  /** Where they came from in words: the site and the page. */
  source: z.string(),
  via: LeadVia,
  tags: z.array(z.string()),
  ownerId: Id.nullable(),
  /** Whether they want mail they did not ask for; null when nobody asked them. */
  mayMail: z.boolean().nullable(),
  custom: Custom,
  /** Why it is not qualified; empty for all others. */
  reason: z.string(),
  /** How they called themselves last; it is their name only where nobody of the team wrote another. */
  saidName: z.string(),
  /** What it became; null until it is converted. */
  converted: Converted.nullable(),
  statusSince: Instant,
  createdAt: Instant,
  version: z.int(),
  removed: z.boolean(),
})
export type Lead = z.infer<typeof Lead>

/** A lead with whose it is. */
export const LeadCard = z.object({
  lead: Lead,
  /** Shown while the lead has no name. */
  personCode: z.string(),
})
export type LeadCard = z.infer<typeof LeadCard>

/** How many leads of a site stand in a status. */
export const LeadCount = z.object({ statusId: Id, siteId: Id, count: z.int() })
export type LeadCount = z.infer<typeof LeadCount>

/** What is known of a lead, all of it optional: one that nobody can name or reach is refused `details-required`. */
const details = {
  name: text(120, 0),
  emails: Emails,
  phones: Phones,
  company: text(200, 0),
  title: text(120, 0),
  industry: text(120, 0),
  website: WebAddress,
  address: text(500, 0),
  description: text(32_000, 0),
  source: text(300, 0),
  tags: z.array(Tag).max(20),
  ownerId: Id.nullable(),
  mayMail: z.boolean().nullable(),
}

export const LeadDetails = z.object({ ...details, custom: CustomDetails }).partial()
export type LeadDetails = z.infer<typeof LeadDetails>

export const LeadChanges = z.object({ ...changesOf(details), custom: CustomChanges })
export type LeadChanges = z.infer<typeof LeadChanges>

const read = { door: 'team', permission: 'leads.read', limit: 'read' } as const
const write = { door: 'team', permission: 'leads.write', limit: 'change' } as const
const one = z.object({ rid: Rid, leadId: Id })

export const leadRequests = {
  create: request(write)
    .route({ method: 'POST', path: '/leads', summary: 'Make a lead', tags: ['Leads'] })
    .input(
      z.object({
        rid: Rid,
        /** Somebody known, or somebody new of a site. Refused `lead-exists` when a person has an open lead. */
        whose: z.union([z.object({ personId: Id }), z.object({ siteId: Id })]),
        details: LeadDetails,
      }),
    )
    .output(Lead),
  read: request(read)
    .route({ method: 'GET', path: '/leads/{leadId}', summary: 'One lead', tags: ['Leads'] })
    .input(z.object({ leadId: Id }))
    .output(LeadCard),
  ofPerson: request(read)
    .route({ method: 'GET', path: '/people/{personId}/leads', summary: 'Leads of a person', tags: ['Leads'] })
    .input(z.object({ personId: Id }))
    .output(z.array(LeadCard)),
  edit: request(write)
    .route({ method: 'PATCH', path: '/leads/{leadId}', summary: 'Change fields of a lead', tags: ['Leads'] })
    .input(one.extend({ changes: LeadChanges }))
    .output(Lead),
  setStatus: request(write)
    .route({ method: 'POST', path: '/leads/{leadId}/status', summary: 'Give a lead another status', tags: ['Leads'] })
    .input(
      one.extend({
        fromStatusId: Id,
        statusId: Id,
        /** Asked for when the status is of kind `unqualified`: refused `reason-required` without it. */
        reason: text(500, 0).default(''),
      }),
    )
    .output(Lead),
  remove: request(write)
    .route({ method: 'DELETE', path: '/leads/{leadId}', summary: 'Remove a lead', tags: ['Leads'] })
    .input(one)
    .output(Lead),
  restore: request(write)
    .route({ method: 'POST', path: '/leads/{leadId}/restore', summary: 'Take a removal back', tags: ['Leads'] })
    .input(one)
    .output(Lead),
}

export const statusRequests = {
  edit: request({ door: 'agent', permission: 'settings.manage', limit: 'change' })
    .route({ method: 'PATCH', path: '/lead-statuses/{statusId}', summary: 'Rename a status of leads', tags: ['Leads'] })
    .input(z.object({ rid: Rid, statusId: Id, changes: z.object({ name: change(text(60)) }) }))
    .output(LeadStatus),
}

export const leadFact = LeadCard.extend({
  ...by,
  /** The conversation in which it was said, where it was. */
  conversationId: Id.nullable(),
  changes: FieldChanges,
  /** How many leads stand now where this one stood and stands. */
  counts: z.array(LeadCount),
})

export const leadFacts = {
  'lead.created': leadFact,
  'lead.edited': leadFact,
  /** It has another status. */
  'lead.moved': leadFact,
  'lead.removed': leadFact,
  'lead.restored': leadFact,
  'status.edited': z.object({ status: LeadStatus }),
}
