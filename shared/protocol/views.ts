import { z } from 'zod'
import { sortPattern } from '#shared/rules/deal-order'
import { companyListWords, contactListWords, PeopleSort } from './contact-lists'
import { FilterParameters } from './deal-lists'
import { Id, Rid, request, text } from './define'
import { LeadSort, leadListWords } from './lead-lists'

/** What lists there are to keep views of. */
export const ViewOf = z.enum(['deals', 'leads', 'contacts', 'companies'])
export type ViewOf = z.infer<typeof ViewOf>

const Words = z.record(z.string(), z.string())

/** A way of looking at a list under a name: what is narrowed and how it is sorted. */
export const View = z.object({
  id: Id,
  /** Who made it; nobody else changes it. */
  agentId: Id,
  of: ViewOf,
  name: z.string(),
  /** Whether the whole team finds it. */
  shared: z.boolean(),
  /** The words its list is asked with; {@link viewWords} says which there are. */
  filter: Words,
  sort: z.string().nullable(),
  version: z.int(),
})
export type View = z.infer<typeof View>

/** What may be kept of each list: the very words it is asked with. */
export const viewWords = {
  deals: { filter: FilterParameters, sort: z.string().max(120).regex(sortPattern) },
  leads: { filter: z.object(leadListWords), sort: LeadSort },
  contacts: { filter: z.object(contactListWords), sort: PeopleSort },
  companies: { filter: z.object(companyListWords), sort: PeopleSort },
} as const satisfies Record<ViewOf, { filter: z.ZodObject; sort: z.ZodType<string> }>

// What a view is of says who may read it.
const own = { door: 'agent', permission: null } as const
const content = {
  name: text(60),
  shared: z.boolean(),
  filter: Words.describe('The words the list is asked with'),
  sort: z.string().max(120).nullable(),
}

export const viewRequests = {
  list: request({ ...own, limit: 'read' })
    .route({ method: 'GET', path: '/views', summary: 'My views and those the team shares', tags: ['Views'] })
    .input(z.object({}))
    .output(z.array(View)),
  create: request({ ...own, limit: 'change' })
    .route({ method: 'POST', path: '/views', summary: 'Keep a view', tags: ['Views'] })
    .input(z.object({ rid: Rid, of: ViewOf, ...content }))
    .output(View),
  edit: request({ ...own, limit: 'change' })
    .route({ method: 'PATCH', path: '/views/{viewId}', summary: 'Change a view of mine', tags: ['Views'] })
    .input(z.object({ rid: Rid, viewId: Id, ...z.object(content).partial().shape }))
    .output(View),
  remove: request({ ...own, limit: 'change' })
    .route({ method: 'DELETE', path: '/views/{viewId}', summary: 'Remove a view of mine', tags: ['Views'] })
    .input(z.object({ rid: Rid, viewId: Id }))
    .output(View),
}

/** `wasShared` has those hear who knew it, and would otherwise go on showing it. */
const viewFact = z.object({
  view: View,
  wasShared: z.boolean(),
  /** The pipelines whose stages or reasons it names. */
  pipelineIds: z.array(Id),
})

export const viewFacts = {
  'view.saved': viewFact,
  'view.removed': viewFact,
}
