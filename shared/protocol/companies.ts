import { z } from 'zod'
import { Count, companyListWords, pages } from './contact-lists'
import { Conversation } from './conversations'
import { DealCard, Tag } from './deals'
import { Id, Instant, Rid, request, text } from './define'
import { changesOf, FieldChanges, Phones, WebAddress } from './details'
import { Custom, CustomChanges, CustomDetails } from './fields'
import { Person } from './people'

/** Where contacts work. */
export const Company = z.object({
  id: Id,
  siteId: Id,
  name: z.string(),
  /** Hosts of their mail and pages: `kaya.com.tr`. */
  domains: z.array(z.string()),
  phones: z.array(z.string()),
  website: z.string(),
  industry: z.string(),
  taxOffice: z.string(),
  taxNumber: z.string(),
  address: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  ownerId: Id.nullable(),
  custom: Custom,
  createdAt: Instant,
  version: z.int(),
  removed: z.boolean(),
})
export type Company = z.infer<typeof Company>

/** A host as somebody types it, with or without what stands around it; refused `domain-invalid`. */
const Domains = z.array(text(300)).max(20)

const details = {
  name: text(200),
  domains: Domains,
  phones: Phones,
  website: WebAddress,
  industry: text(120, 0),
  taxOffice: text(120, 0),
  taxNumber: text(40, 0),
  address: text(500, 0),
  description: text(32_000, 0),
  tags: z.array(Tag).max(20),
  ownerId: Id.nullable(),
}

export const CompanyDetails = z
  .object({ ...details, custom: CustomDetails })
  .partial()
  .required({ name: true })
export type CompanyDetails = z.infer<typeof CompanyDetails>

export const CompanyChanges = z.object({ ...changesOf(details), custom: CustomChanges })
export type CompanyChanges = z.infer<typeof CompanyChanges>

/** What one does to many, each by the rules of a single one. */
export const ManyChange = z.discriminatedUnion('act', [
  z.object({ act: z.literal('owner'), ownerId: Id.nullable() }),
  z.object({ act: z.literal('tag'), tag: Tag, remove: z.boolean() }),
])
export type ManyChange = z.infer<typeof ManyChange>

/** In the order asked for; `refused` says why one stays as it was. */
export const ManyOutcome = z.object({ rows: z.array(z.object({ id: Id, refused: z.string().nullable() })) })

const read = { door: 'team', permission: 'contacts.read', limit: 'read' } as const
const write = { door: 'team', permission: 'contacts.write', limit: 'change' } as const
const one = z.object({ rid: Rid, companyId: Id })
const tags = ['Companies']

export const companyRequests = {
  create: request(write)
    .route({ method: 'POST', path: '/companies', summary: 'Make a company', tags })
    .input(z.object({ rid: Rid, siteId: Id, details: CompanyDetails }))
    .output(Company),
  read: request(read)
    .route({ method: 'GET', path: '/companies/{companyId}', summary: 'One company', tags })
    .input(z.object({ companyId: Id }))
    .output(Company),
  edit: request(write)
    .route({ method: 'PATCH', path: '/companies/{companyId}', summary: 'Change fields of a company', tags })
    .input(one.extend({ changes: CompanyChanges }))
    .output(Company),
  remove: request(write)
    .route({ method: 'DELETE', path: '/companies/{companyId}', summary: 'Remove a company', tags })
    .input(one)
    .output(Company),
  restore: request(write)
    .route({ method: 'POST', path: '/companies/{companyId}/restore', summary: 'Take a removal back', tags })
    .input(one)
    .output(Company),
  list: request(read)
    .route({ method: 'GET', path: '/companies', summary: 'Companies, a page at a time', tags })
    .input(z.object({ ...companyListWords, ...pages }))
    .output(z.object({ items: z.array(Company), next: z.string().nullable() })),
  count: request(read)
    .route({ method: 'GET', path: '/company-count', summary: 'How many companies a list shows', tags })
    .input(z.object(companyListWords))
    .output(Count),
  changeMany: request(write)
    .route({ method: 'POST', path: '/company-changes', summary: 'Change many companies, each by itself', tags })
    .input(z.object({ rid: Rid, companyIds: z.array(Id).min(1).max(100), change: ManyChange }))
    .output(ManyOutcome),
  /** Deals of everybody who works there, the latest stage change first. */
  deals: request({ ...read, permission: 'deals.read' })
    .route({ method: 'GET', path: '/companies/{companyId}/deals', summary: 'Deals of its contacts', tags })
    .input(z.object({ companyId: Id }))
    .output(z.array(DealCard)),
  /** Conversations of everybody who works there, the latest first. */
  conversations: request({ ...read, permission: 'conversations.read' })
    .route({ method: 'GET', path: '/companies/{companyId}/conversations', summary: 'Their conversations', tags })
    .input(z.object({ companyId: Id }))
    .output(z.array(z.object({ conversation: Conversation, person: Person }))),
}

const companyFact = z.object({ company: Company, byAgentId: Id.nullable(), changes: FieldChanges })

export const companyFacts = {
  'company.created': companyFact,
  'company.edited': companyFact,
  'company.removed': companyFact,
  'company.restored': companyFact,
}
