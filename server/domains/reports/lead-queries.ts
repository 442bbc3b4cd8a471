import { sql } from 'kysely'
import { type AskedLeads, isItsDeal, leadConditions } from '#server/domains/leads/index'
import type { Db } from '#server/storage/db'
import { liesIn, type Stretch } from '#server/storage/stretches'
import type { LeadDimension } from '#shared/protocol/reports'
import { monthIn } from './month-queries'
import type { Month } from './tell-months'

/** How far a lead came: not converted, converted, and where it became a deal how that stands. */
const came = ['open', 'converted', 'dealt', 'won', 'lost'] as const

/** Leads of one group that came equally far; `came` is a place in {@link came}. */
export type LeadGroup = { key: string | null; came: number; count: number }

/** What those count for who came so far. */
export const reached = (place: number) => {
  const far = came[place]
  const isDeal = far === 'dealt' || far === 'won' || far === 'lost'
  return { converted: far !== 'open', deals: isDeal, won: far === 'won', lost: far === 'lost' }
}

const columns = {
  status: 'lead.status_id',
  source: 'lead.source',
  site: 'lead.site_id',
  owner: 'lead.owner_id',
  stage: 'deal.stage_id',
} as const

/** What became of the leads of a stretch, group by group. */
export const groupStretch = (
  db: Db,
  asked: AskedLeads,
  { by, months }: { by: LeadDimension; months: readonly Month[] },
  stretch: Stretch,
): Promise<LeadGroup[]> =>
  db
    .selectFrom('lead')
    .leftJoin('deal', (join) => join.on(isItsDeal(db, asked)))
    .select((by === 'created' ? monthIn(sql.ref('lead.created_at'), months) : column(columns[by])).as('key'))
    .select([cameIn.as('came'), sql<number>`count(*)`.as('count')])
    .where(liesIn(db, 'lead', asked.siteIds, stretch))
    .where(leadConditions(db, asked))
    // Rows are sorted into groups: numbers first, as they compare several times as fast as ids do.
    .groupBy([sql`2`, sql`1`])
    .execute()

const column = (name: string) => sql<string | null>`${sql.ref(name)}`
const cameIn = sql<number>`case when lead.is_open = 1 then 0 when deal.id is null then 1
  when deal.outcome = 'won' then 3 when deal.outcome = 'lost' then 4 else 2 end`
