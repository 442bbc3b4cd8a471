import { z } from 'zod'
import { ChangeRecord } from './changes'
import { Company } from './companies'
import { Contact } from './contacts'
import { amountLimit, DealCard } from './deals'
import { by, Day, Id, Instant, Rid, request, text } from './define'
import { Lead, leadFact } from './leads'
import { CompanyMatch, PersonMatch } from './matches'
import { TaskType } from './tasks'

/** A field in which a record says something else than the lead. */
export const Difference = z.object({ field: z.string(), theirs: z.unknown(), brought: z.unknown() })

/** What belongs to somebody, counted. */
export const Belongings = z.object({
  conversations: z.int(),
  notes: z.int(),
  files: z.int(),
  /** Still to be done. */
  tasks: z.int(),
  doneTasks: z.int(),
  deals: z.int(),
})
export type Belongings = z.infer<typeof Belongings>

const target = {
  /** Whether whoever asks may change it; without that it is linked and stays as it is. */
  mayWrite: z.boolean(),
  differences: z.array(Difference),
}

/** A contact the lead may be already, why, and what would come of it. */
export const ContactTarget = PersonMatch.extend({ contact: Contact, ...target })
export type ContactTarget = z.infer<typeof ContactTarget>
export const CompanyTarget = CompanyMatch.extend({ company: Company, ...target })
export type CompanyTarget = z.infer<typeof CompanyTarget>

/** What is laid out of a lead for each record, and what of it goes nowhere. */
const Brought = z.object({
  contact: z.record(z.string(), z.unknown()),
  company: z.record(z.string(), z.unknown()),
  deal: z.record(z.string(), z.unknown()),
  left: z.array(z.object({ field: z.string(), value: z.unknown() })),
})

/** All there is to decide before a lead is converted. Nothing is changed by asking. */
export const ConversionOptions = z.object({
  lead: Lead,
  /** The contact this very person is already: then there is nothing to choose. */
  itself: ContactTarget.nullable(),
  contacts: z.array(ContactTarget),
  companies: z.array(CompanyTarget),
  /** Open deals: first those that ride along, then those of the contacts and companies that match. */
  deals: z.array(DealCard),
  brought: Brought,
  belongings: Belongings,
  /** How many files of the lead no deal has: they go where the choice says. */
  files: z.int(),
  may: z.object({ contacts: z.boolean(), deals: z.boolean(), tasks: z.boolean() }),
  /** Whose the new records will be unless somebody says otherwise. */
  ownerId: Id.nullable(),
})
export type ConversionOptions = z.infer<typeof ConversionOptions>

/** Fields in which the lead's value takes the place of what is there. */
const take = z.array(text(60)).max(40).default([])

export const ConversionChoice = z.object({
  contact: z.discriminatedUnion('how', [
    /** In spite of a strong match only with a reason: refused `match-strong` without. */
    z.object({ how: z.literal('new'), reason: text(500, 0).default('') }),
    z.object({ how: z.literal('existing'), contactId: Id, take }),
  ]),
  company: z.discriminatedUnion('how', [
    z.object({ how: z.literal('none') }),
    z.object({ how: z.literal('new'), name: text(200).optional() }),
    z.object({ how: z.literal('existing'), companyId: Id, take }),
  ]),
  deal: z.discriminatedUnion('how', [
    z.object({ how: z.literal('none') }),
    z.object({
      how: z.literal('new'),
      name: text(200).optional(),
      amount: z.int().min(0).max(amountLimit).nullable().default(null),
      pipelineId: Id,
      stageId: Id,
      closesOn: Day.nullable().default(null),
    }),
    z.object({ how: z.literal('existing'), dealId: Id }),
  ]),
  /** A first task, on the deal where there is one. */
  task: z
    .object({
      title: text(200),
      type: TaskType.default('call'),
      dueAt: Instant.nullable().default(null),
      dueOn: Day.nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Whose the new records are; the lead's owner, else whoever converts, when nobody is named. */
  ownerId: Id.nullable().optional(),
  /** Whether that owner is told of what is new; whoever converts knows. */
  tellOwner: z.boolean().default(true),
  /** Where files of the lead go; without a deal they stay with the contact. */
  files: z.enum(['deal', 'contact']).default('deal'),
  /** Whether the lead's tags come along. */
  tags: z.boolean().default(true),
})
export type ConversionChoice = z.infer<typeof ConversionChoice>

/** What a lead became, and what came along. */
export const ConversionResult = z.object({
  lead: Lead,
  contactId: Id,
  companyId: Id.nullable(),
  dealId: Id.nullable(),
  taskId: Id.nullable(),
  /** Which of them were made for it. */
  made: z.array(z.enum(['contact', 'company', 'deal', 'task'])),
  belongings: Belongings,
  /** How many of the files stand beside the deal now. */
  filesToDeal: z.int(),
  change: ChangeRecord,
})
export type ConversionResult = z.infer<typeof ConversionResult>

const convert = { door: 'team', permission: 'leads.convert', limit: 'change' } as const
const tags = ['Leads']

export const conversionRequests = {
  conversionOptions: request({ ...convert, limit: 'read' })
    .route({
      method: 'GET',
      path: '/leads/{leadId}/conversion-options',
      summary: 'What there is to decide before a lead is converted',
      tags,
    })
    .input(z.object({ leadId: Id }))
    .output(ConversionOptions),
  convert: request(convert)
    .route({ method: 'POST', path: '/leads/{leadId}/conversion', summary: 'Convert a lead', tags })
    .input(
      z.object({
        rid: Rid,
        leadId: Id,
        /** The lead's, as it was decided on: refused `lead-changed` when somebody changed it since. */
        version: z.int(),
        choice: ConversionChoice,
      }),
    )
    .output(ConversionResult),
  undoConversion: request(convert)
    .route({ method: 'DELETE', path: '/leads/{leadId}/conversion', summary: 'Take a conversion back', tags })
    .input(z.object({ rid: Rid, leadId: Id }))
    .output(Lead),
}

const merge = { door: 'team', permission: 'contacts.write', limit: 'change' } as const

export const mergeRequests = {
  merge: request(merge)
    .route({
      method: 'POST',
      path: '/contacts/{contactId}/merge',
      summary: 'Merge another contact in',
      tags: ['Contacts'],
    })
    .input(
      z.object({
        rid: Rid,
        /** The one that remains. */
        contactId: Id,
        otherId: Id,
        /** Fields in which the other one's value is taken. */
        take,
      }),
    )
    .output(z.object({ contact: Contact, belongings: Belongings, change: ChangeRecord })),
  unmerge: request(merge)
    .route({ method: 'DELETE', path: '/contacts/{contactId}/merge', summary: 'Take a merge back', tags: ['Contacts'] })
    .input(z.object({ rid: Rid, contactId: Id, changeId: Id }))
    .output(z.object({ contact: Contact, other: Contact })),
}

export const conversionFacts = {
  'lead.converted': leadFact.extend({
    contactId: Id,
    companyId: Id.nullable(),
    dealId: Id.nullable(),
    /** Whether the deal was made for it. */
    madeDeal: z.boolean(),
    /** Why a new contact was made in spite of a strong match. */
    reason: z.string(),
    /** The owner of what was made, who is to be told; null for nobody. */
    toldAgentId: Id.nullable(),
  }),
  /** Its conversion was taken back. */
  'lead.returned': leadFact.extend(by),
}
