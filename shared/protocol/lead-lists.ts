import { z } from 'zod'
import { areDays } from '#shared/rules/deal-filter'
import { leadOutcomes } from '#shared/rules/lead-filter'
import { Count } from './contact-lists'
import { Cursor, Id, request, text } from './define'
import { LeadCard } from './leads'

export const LeadSort = z.enum(['newest', 'oldest', 'name'])
export type LeadSort = z.infer<typeof LeadSort>

const Owner = z.union([z.enum(['anyone', 'nobody']), Id])

/** What leads are narrowed by in a list, in a report and in a kept view alike. */
export const leadWords = {
  siteId: Id.optional(),
  owner: Owner.optional(),
  created: z.string().max(30).refine(areDays).optional().describe('Days from..until, either end may be missing'),
}

/** What a list of leads is narrowed by, and a kept view of them. */
export const leadListWords = {
  ...leadWords,
  /** Of this status, whatever became of them. */
  statusId: Id.optional(),
  outcome: z
    .enum(leadOutcomes)
    .optional()
    .describe('What became of them: all that are not converted if absent, and any where a status or a stage is named'),
  stage: z
    .union([z.literal('none'), Id])
    .optional()
    .describe('Where the deal they became stands now; none for those without one'),
  source: text(302, 0)
    .optional()
    .describe('The source as it stands; between quotation marks where it is empty or has such marks itself'),
  /** Beginnings of words of their name, company, address or number, all of which must be there. */
  q: text(100, 0).optional(),
}

/** Days are those of a zone. */
export const Zone = z.string().max(64).optional().describe('IANA time zone of days; the installation’s if absent')

const read = { door: 'team', permission: 'leads.read', limit: 'read' } as const

export const leadListRequests = {
  list: request(read)
    .route({ method: 'GET', path: '/leads', summary: 'Leads, a page at a time', tags: ['Leads'] })
    .input(
      z.object({
        ...leadListWords,
        zone: Zone,
        sort: LeadSort.default('newest'),
        cursor: Cursor.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(LeadCard), next: z.string().nullable() })),
  count: request(read)
    .route({ method: 'GET', path: '/lead-count', summary: 'How many leads a list shows', tags: ['Leads'] })
    .input(z.object({ ...leadListWords, zone: Zone }))
    .output(Count),
}
