import { z } from 'zod'
import { type FilterName, filterNames, filterPatterns } from '#shared/rules/deal-filter'
import { sortPattern } from '#shared/rules/deal-order'
import { DealCard, StageTotals, Tag } from './deals'
import { Day, Id, Rid, request, text } from './define'

/** Sums of deals in minor units; `byHand` is the part whose chance was set by hand, as in {@link StageTotals}. */
export const DealShare = StageTotals.omit({ stageId: true, siteId: true })
export type DealShare = z.infer<typeof DealShare>

/** Whose words nobody has read, of the people of some cards; empty for who may not read conversations. */
const Unread = z.array(Id)

export const Column = z.object({
  stageId: Id,
  /** One for each site the reader works on that ever had deals here; a stage is worth their sum. */
  totals: z.array(StageTotals),
  /** What the deals that match come to; null where nothing was narrowed, and the totals say it. */
  matching: DealShare.nullable(),
  cards: z.array(DealCard),
  unread: Unread,
  next: z.string().nullable(),
})
export type Column = z.infer<typeof Column>

/** How deals pass through a stage, seen from now. */
export const StagePace = z.object({
  stageId: Id,
  /** Open deals left alone for longer than the stage allows. */
  stuck: z.int(),
  /** Median days the deals that stand here have been here; null where none do. */
  days: z.number().nullable(),
  /** Median days deals stayed that left in the last 90 days; null where none did. */
  usualDays: z.number().nullable(),
  /** Of those, how many went on or were won, in whole percent. */
  goesOn: z.int().nullable(),
})
export type StagePace = z.infer<typeof StagePace>

const describe: Record<FilterName, string> = {
  q: 'Beginnings of words of the name, the tags, the person’s name and code; behind `#` of a tag',
  owner: 'Agent ids, `none` for nobody’s',
  stage: 'Stage ids',
  outcome: 'open, won, lost',
  created: 'Days from..until, either end may be missing',
  closes: 'Days from..until',
  amount: 'Minor units from..until',
  task: 'none, today or overdue; open deals only',
  stuck: 'yes: left alone for longer than the stage allows',
  closed: 'Days from..until on which they were won or lost',
  source: 'Beginnings of words of the source; between quotation marks the source as it stands',
  tag: 'One tag',
  site: 'Site ids',
  reason: 'Ids of loss reasons, `none` for lost without one',
  lastStage: 'Ids of the open stages they stand in, or stood in when they were closed',
  reached: 'Id of an open stage they have stood in, or passed by on the way to a later one or to being won',
}

const word = (name: FilterName) => z.string().max(2_000).regex(filterPatterns[name]).optional().describe(describe[name])

/** What deals are narrowed by: the same words in an address of the console, in a saved view and here. */
export const FilterParameters = z.object(
  Object.fromEntries(filterNames.map((name) => [name, word(name)])) as {
    [Name in FilterName]: ReturnType<typeof word>
  },
)

const Sort = z.string().max(120).regex(sortPattern).optional().describe('Up to three fields, `-` for descending')
const Zone = z
  .string()
  .max(64)
  .optional()
  .describe('IANA time zone in which days are meant; the installation’s if absent')

/** A place in a list: printable, and refused where it is not one of ours. */
const Place = z
  .string()
  .max(3_000)
  .regex(/^[\w-]+$/)

const asked = { ...FilterParameters.shape, sort: Sort, zone: Zone }
const Pages = z.coerce.number().int().min(1)

/** What one does to many deals, each by the same rules as a single one. */
export const ManyAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('owner'), ownerId: Id.nullable() }),
  z.object({ act: z.literal('stage'), stageId: Id }),
  z.object({ act: z.literal('tag'), tag: Tag, remove: z.boolean() }),
  z.object({ act: z.literal('task'), title: text(200), dueOn: Day.nullable() }),
  z.object({ act: z.literal('win') }),
  z.object({ act: z.literal('lose'), lossReasonId: Id.optional(), lossNote: text(2_000, 0).optional() }),
])
export type ManyAct = z.infer<typeof ManyAct>

/** Whose a new deal is: somebody known, or somebody new of a site. */
const Whose = z.union([z.object({ personId: Id }), z.object({ siteId: Id, name: text(120) })])

const read = { door: 'team', permission: 'deals.read', limit: 'read' } as const
const write = { door: 'team', permission: 'deals.write', limit: 'change' } as const

export const dealListRequests = {
  board: request(read)
    .route({
      method: 'GET',
      path: '/pipelines/{pipelineId}/board',
      summary: 'All columns with totals',
      tags: ['Deals'],
    })
    .input(z.object({ pipelineId: Id, ...asked }))
    .output(z.object({ columns: z.array(Column) })),
  column: request(read)
    .route({ method: 'GET', path: '/stages/{stageId}/deals', summary: 'More cards of one column', tags: ['Deals'] })
    .input(z.object({ stageId: Id, cursor: Place, ...asked }))
    .output(Column),
  pace: request(read)
    .route({ method: 'GET', path: '/pipelines/{pipelineId}/pace', summary: 'Where deals get stuck', tags: ['Deals'] })
    .input(z.object({ pipelineId: Id }))
    .output(z.object({ stages: z.array(StagePace) })),
  list: request(read)
    .route({ method: 'GET', path: '/deals', summary: 'Deals of all outcomes, page by page', tags: ['Deals'] })
    .input(
      z.object({ pipelineId: Id.optional(), ...asked, cursor: Place.optional(), limit: Pages.max(200).default(50) }),
    )
    .output(z.object({ cards: z.array(DealCard), unread: Unread, next: z.string().nullable() })),
  sums: request(read)
    .route({ method: 'GET', path: '/deal-sums', summary: 'What all matching deals come to', tags: ['Deals'] })
    .input(z.object({ pipelineId: Id.optional(), ...FilterParameters.shape, zone: Zone }))
    .output(
      z.object({
        count: z.int(),
        /** One for each currency: different currencies are never added up. */
        sums: z.array(z.object({ currency: z.string(), count: z.int(), amount: z.int(), weighted: z.int() })),
      }),
    ),
  ids: request(read)
    .route({ method: 'GET', path: '/deal-ids', summary: 'Ids of all matching deals', tags: ['Deals'] })
    .input(
      z.object({
        pipelineId: Id.optional(),
        ...asked,
        cursor: Place.optional(),
        limit: Pages.max(1_000).default(1_000),
      }),
    )
    .output(z.object({ dealIds: z.array(Id), next: z.string().nullable() })),
  add: request(write)
    .route({ method: 'POST', path: '/stages/{stageId}/deals', summary: 'Make a deal in a stage', tags: ['Deals'] })
    .input(z.object({ rid: Rid, stageId: Id, whose: Whose, name: text(120) }))
    .output(DealCard),
  changeMany: request(write)
    .route({ method: 'POST', path: '/deal-changes', summary: 'Change many deals, each by itself', tags: ['Deals'] })
    .input(z.object({ rid: Rid, dealIds: z.array(Id).min(1).max(100), change: ManyAct }))
    .output(
      z.object({
        /** In the order asked for; `refused` says why one stays as it was. */
        rows: z.array(z.object({ dealId: Id, refused: z.string().nullable() })),
      }),
    ),
}

export const findPersonRequests = {
  find: request(read)
    .route({ method: 'GET', path: '/people', summary: 'People by name or code', tags: ['People'] })
    .input(z.object({ q: text(120) }))
    .output(z.array(z.object({ id: Id, siteId: Id, name: z.string().nullable(), code: z.string() }))),
}
