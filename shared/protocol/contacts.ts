import { z } from 'zod'
import { ManyChange, ManyOutcome } from './companies'
import { Count, contactListWords, pages } from './contact-lists'
import { Tag } from './deals'
import { by, Id, Instant, Rid, request, text } from './define'
import { changesOf, Emails, FieldChanges, Phones, WebAddress } from './details'
import { Custom, CustomChanges, CustomDetails } from './fields'

/** A person who is known. A person has at most one. */
export const Contact = z.object({
  id: Id,
  /** Its person's. Who does not work there knows nothing of the contact. */
  siteId: Id,
  personId: Id,
  companyId: Id.nullable(),
  name: z.string(),
  /** The one to write to first in front. */
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  /** What they are at their company. */
  title: z.string(),
  /** A BCP 47 tag, as their browser said it or somebody typed it. */
  language: z.string(),
  timeZone: z.string(),
  website: z.string(),
  address: z.string(),
  description: z.string(),
  /** Where they came from in words. */
  source: z.string(),
  tags: z.array(z.string()),
  ownerId: Id.nullable(),
  /** Whether they want mail they did not ask for; null when nobody asked them. */
  mayMail: z.boolean().nullable(),
  custom: Custom,
  createdAt: Instant,
  version: z.int(),
  removed: z.boolean(),
  /** The contact that turned out to be the same and has everything now; null for all others. */
  mergedInto: Id.nullable(),
})
export type Contact = z.infer<typeof Contact>

/** A contact with whose it is and where they work. */
export const ContactCard = z.object({
  contact: Contact,
  /** Shown while the contact has no name. */
  personCode: z.string(),
  /** Null without a company, or where it was removed. */
  companyName: z.string().nullable(),
})
export type ContactCard = z.infer<typeof ContactCard>

/** What is known of a contact: one that nobody can name or reach is refused `details-required`. */
const details = {
  companyId: Id.nullable(),
  name: text(120, 0),
  emails: Emails,
  phones: Phones,
  title: text(120, 0),
  language: text(35, 0),
  timeZone: text(64, 0),
  website: WebAddress,
  address: text(500, 0),
  description: text(32_000, 0),
  source: text(300, 0),
  tags: z.array(Tag).max(20),
  ownerId: Id.nullable(),
  mayMail: z.boolean().nullable(),
}

export const ContactDetails = z.object({ ...details, custom: CustomDetails }).partial()
export type ContactDetails = z.infer<typeof ContactDetails>

export const ContactChanges = z.object({ ...changesOf(details), custom: CustomChanges })
export type ContactChanges = z.infer<typeof ContactChanges>

const read = { door: 'team', permission: 'contacts.read', limit: 'read' } as const
const write = { door: 'team', permission: 'contacts.write', limit: 'change' } as const
const one = z.object({ rid: Rid, contactId: Id })
const tags = ['Contacts']

export const contactRequests = {
  create: request(write)
    .route({ method: 'POST', path: '/contacts', summary: 'Make a contact', tags })
    .input(
      z.object({
        rid: Rid,
        /** Somebody known, or somebody new of a site. Refused `contact-exists` when a person is a contact. */
        whose: z.union([z.object({ personId: Id }), z.object({ siteId: Id })]),
        details: ContactDetails,
      }),
    )
    .output(Contact),
  read: request(read)
    .route({ method: 'GET', path: '/contacts/{contactId}', summary: 'One contact', tags })
    .input(z.object({ contactId: Id }))
    .output(ContactCard),
  /** One, or none. */
  ofPerson: request(read)
    .route({ method: 'GET', path: '/people/{personId}/contacts', summary: 'The contact a person is', tags })
    .input(z.object({ personId: Id }))
    .output(z.array(ContactCard)),
  edit: request(write)
    .route({ method: 'PATCH', path: '/contacts/{contactId}', summary: 'Change fields of a contact', tags })
    .input(
      one.extend({
        changes: ContactChanges,
        /** With another owner: open deals and tasks of the person become theirs in the same change. */
        movesOpen: z.boolean().default(false),
      }),
    )
    .output(Contact),
  remove: request(write)
    .route({ method: 'DELETE', path: '/contacts/{contactId}', summary: 'Remove a contact', tags })
    .input(one)
    .output(Contact),
  restore: request(write)
    .route({ method: 'POST', path: '/contacts/{contactId}/restore', summary: 'Take a removal back', tags })
    .input(one)
    .output(Contact),
  list: request(read)
    .route({ method: 'GET', path: '/contacts', summary: 'Contacts, a page at a time', tags })
    .input(z.object({ ...contactListWords, ...pages }))
    .output(z.object({ items: z.array(ContactCard), next: z.string().nullable() })),
  count: request(read)
    .route({ method: 'GET', path: '/contact-count', summary: 'How many contacts a list shows', tags })
    .input(z.object(contactListWords))
    .output(Count),
  changeMany: request(write)
    .route({ method: 'POST', path: '/contact-changes', summary: 'Change many contacts, each by itself', tags })
    .input(z.object({ rid: Rid, contactIds: z.array(Id).min(1).max(100), change: ManyChange }))
    .output(ManyOutcome),
}

const contactFact = ContactCard.extend({
  ...by,
  changes: FieldChanges,
  /** Open deals and tasks of the person go to the new owner with it. */
  movesOpen: z.boolean(),
})

export const contactFacts = {
  'contact.created': contactFact,
  'contact.edited': contactFact,
  'contact.removed': contactFact,
  'contact.restored': contactFact,
}
