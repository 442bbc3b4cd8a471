import { z } from 'zod'
import { Id, request, text } from './define'

/** What is shared, and the value: it says why somebody is shown. */
const Reason = z.object({
  field: z.enum(['email', 'phone', 'name', 'domain', 'similar', 'company']),
  value: z.string(),
})

const likeness = {
  /** From 1 to 100. */
  score: z.int(),
  /** `strong`: an address or a number is the same; `middle`: the name or the domain is; `hint`: names are alike. */
  strength: z.enum(['strong', 'middle', 'hint']),
  reasons: z.array(Reason),
}

/** Somebody who may be the one that is being written down. Nothing merges or links because of it. */
export const PersonMatch = z.object({
  personId: Id,
  personName: z.string(),
  personCode: z.string(),
  contactId: Id.nullable(),
  leadId: Id.nullable(),
  companyName: z.string(),
  ...likeness,
})
export type PersonMatch = z.infer<typeof PersonMatch>

/** A company that may be the one that is meant. */
export const CompanyMatch = z.object({ companyId: Id, name: z.string(), ...likeness })
export type CompanyMatch = z.infer<typeof CompanyMatch>

/** As it stands in the field at the moment, finished or not. */
const typed = (max: number) => z.array(text(max, 0)).max(10).default([])

const asked = { siteId: Id, name: text(200, 0).default(''), emails: typed(254), phones: typed(40) }
const read = { door: 'team', permission: 'contacts.read', limit: 'read' } as const

export const personMatchRequests = {
  matches: request(read)
    .route({ method: 'GET', path: '/person-matches', summary: 'Who may be there already', tags: ['People'] })
    .input(
      z.object({
        ...asked,
        /** Makes a name that is the same, or alike, surer. */
        company: text(200, 0).default(''),
        /** Whoever it is that is being written about. */
        exceptPersonId: Id.optional(),
      }),
    )
    .output(z.array(PersonMatch)),
}

export const companyMatchRequests = {
  matches: request(read)
    .route({ method: 'GET', path: '/company-matches', summary: 'Companies that may be meant', tags: ['Companies'] })
    .input(
      z.object({
        ...asked,
        /** Hosts or addresses of pages. Addresses of mail count by their host, those of free mail not at all. */
        domains: typed(300),
        exceptCompanyId: Id.optional(),
      }),
    )
    .output(z.array(CompanyMatch)),
}
