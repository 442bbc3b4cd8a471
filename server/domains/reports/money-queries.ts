import { setImmediate as breathe } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { among, outside } from '#server/storage/among'
import type { Db } from '#server/storage/db'
import { floorId } from '#server/storage/ids'
import { type MoneyDimension, type MoneyStep, replyBands } from '#shared/rules/chat-money'
import type { AskedMoney } from './asked-money'

/** Chats by their ids, which are as old as they are: from before one down to another, that one included. */
export type Span = { before: string; downTo: string }

/** So many chats are looked at before others are let in. */
const spanSize = 4_000
const dayMs = 86_400_000

/** All chats of a time, the newest first, a part at a time: who looks through them holds up nobody. */
export async function* spansOf(db: Db, asked: AskedMoney, from: string | null = null): AsyncGenerator<Span> {
  if (asked.siteIds.length === 0) return
  // Ids are as old as their chats, to within the clocks of the machines that made them.
  const [oldest, newest] = [floorId(Date.parse(asked.from) - dayMs), floorId(Date.parse(asked.until) + dayMs)]
  for (let before = from ?? newest; ; await breathe()) {
    const downTo = await findIdBefore(db, { before, downTo: oldest })
    yield { before, downTo: downTo ?? oldest }
    if (downTo === undefined) return
    before = downTo
  }
}

/** The id so many chats further back; nothing when there are no more. */
async function findIdBefore(db: Db, span: Span): Promise<string | undefined> {
  const ids = db.selectFrom('conversation').select('id').where(within('conversation.id', span)).orderBy('id', 'desc')
  return (
    await ids
      .limit(1)
      .offset(spanSize - 1)
      .executeTakeFirst()
  )?.id
}

const within = (column: string, { before, downTo }: Span): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(column)} < ${before} and ${sql.ref(column)} >= ${downTo})`

/** Whether a chat began in the time and on the sites asked for. */
const isAsked = (db: Db, { siteIds, from, until }: AskedMoney): RawBuilder<boolean> =>
  sql<boolean>`(conversation.started_at >= ${from} and conversation.started_at < ${until}
    and ${isOneOf(db, 'conversation.site_id', siteIds)})`

/** Most installations have one site, and comparing is twice as fast as looking it up. */
function isOneOf(db: Db, column: string, siteIds: readonly string[]): RawBuilder<boolean> {
  const [only] = siteIds
  return siteIds.length === 1 ? sql<boolean>`${sql.ref(column)} = ${only}` : among(db, column, siteIds)
}

const bands = replyBands.map(({ band, until }) =>
  until === null
    ? sql`else ${sql.lit(band)}`
    : sql`when conversation.replied_after < ${sql.lit(until)} then ${sql.lit(band)}`,
)

const keys: Record<MoneyDimension, RawBuilder<string | null>> = {
  page: sql`conversation.page`,
  utmSource: sql`conversation.utm_source`,
  campaign: sql`conversation.utm_campaign`,
  agent: sql`conversation.replied_by`,
  reply: sql`case when conversation.replied_after is null then null ${sql.join(bands, sql` `)} end`,
}

const isItsLead = (db: Db, { leadSiteIds }: AskedMoney): RawBuilder<boolean> =>
  sql<boolean>`(lead.conversation_id = conversation.id and lead.removed = ${sql.lit(0)}
    and ${isOneOf(db, 'lead.site_id', leadSiteIds)})`

const isItsDeal = (db: Db, { dealSiteIds, closedPipelineIds: closed }: AskedMoney): RawBuilder<boolean> =>
  sql<boolean>`(deal.conversation_id = conversation.id and deal.removed = ${sql.lit(0)}
    and ${isOneOf(db, 'deal.site_id', dealSiteIds)}
    ${closed.length > 0 ? sql`and ${outside('deal.pipeline_id', closed)}` : sql``})`

export type ChatGroup = { key: string | null; chats: number }

/** Chats of a part by what tells them apart. */
export const groupChats = (db: Db, asked: AskedMoney, span: Span): Promise<ChatGroup[]> =>
  db
    .selectFrom('conversation')
    .select([keys[asked.by].as('key'), sql<number>`count(*)`.as('chats')])
    .where(within('conversation.id', span))
    .where(isAsked(db, asked))
    .groupBy(sql`1`)
    .execute()

export type LeadGroup = { key: string | null; leads: number }

/** Leads of the chats of a part. There are fewer of them than of chats, so they lead: SQLite keeps to a cross join's order. */
export const groupLeads = (db: Db, asked: AskedMoney, span: Span): Promise<LeadGroup[]> =>
  db
    .selectFrom('lead')
    .crossJoin('conversation')
    .select([keys[asked.by].as('key'), sql<number>`count(*)`.as('leads')])
    .where(within('lead.conversation_id', span))
    .where(isItsLead(db, asked))
    .where(isAsked(db, asked))
    .groupBy(sql`1`)
    .execute()

export type DealGroup = { key: string | null; is_won: number; currency: string; deals: number; amount: number }

/** Deals made in the chats of a part, those won apart from the others. */
export const groupDeals = (db: Db, asked: AskedMoney, span: Span): Promise<DealGroup[]> =>
  db
    .selectFrom('deal')
    .crossJoin('conversation')
    .select([keys[asked.by].as('key'), sql<number>`case when deal.outcome = 'won' then 1 else 0 end`.as('is_won')])
    .select(['deal.currency', sql<number>`count(*)`.as('deals')])
    .select(sql<number>`coalesce(sum(deal.amount), 0)`.as('amount'))
    .where(within('deal.conversation_id', span))
    .where(isItsDeal(db, asked))
    .where(isAsked(db, asked))
    .groupBy([sql`2`, sql`1`, 'deal.currency'])
    .execute()

/** Chats of one group that came so far; a group of null stands for all of them, an empty one for that of nothing known. */
export type Counted = { group: string | null; step: MoneyStep }

export type TalkRow = { id: string; person_id: string; started_at: string; page: string | null }

/** The chats of a part that are counted there, the newest first. */
export const listChats = (
  db: Db,
  asked: AskedMoney,
  { group, step }: Counted,
  span: Span,
  limit: number,
): Promise<TalkRow[]> =>
  db
    .selectFrom('conversation')
    .select(['id', 'person_id', 'started_at', 'page'])
    .where(within('conversation.id', span))
    .where(isAsked(db, asked))
    .$if(group !== null, (query) => query.where(sql<boolean>`coalesce(${keys[asked.by]}, '') = ${group}`))
    .$if(step !== 'chats', (query) => query.where(came(db, asked, step)))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

function came(db: Db, asked: AskedMoney, step: MoneyStep): RawBuilder<boolean> {
  if (step === 'leads') return sql<boolean>`exists (select 1 from lead where ${isItsLead(db, asked)})`
  const isWon = step === 'won' ? sql`and deal.outcome = 'won'` : sql``
  return sql<boolean>`exists (select 1 from deal where ${isItsDeal(db, asked)} ${isWon})`
}

/** The leads that came of some chats, in the order they were made. */
export const listLeadsOf = (db: Db, asked: AskedMoney, ids: readonly string[]) =>
  db
    .selectFrom('conversation')
    .innerJoin('lead', (join) => join.on(isItsLead(db, asked)))
    .select(['conversation.id as conversation_id', 'lead.id', 'lead.name'])
    .where(among(db, 'conversation.id', ids))
    .orderBy('lead.id')
    .execute()

/** The deals that were made in some chats, in that order. */
export const listDealsOf = (db: Db, asked: AskedMoney, ids: readonly string[]) =>
  db
    .selectFrom('conversation')
    .innerJoin('deal', (join) => join.on(isItsDeal(db, asked)))
    .select(['conversation.id as conversation_id', 'deal.id', 'deal.pipeline_id', 'deal.name'])
    .select(['deal.outcome', 'deal.amount', 'deal.currency'])
    .where(among(db, 'conversation.id', ids))
    .orderBy('deal.id')
    .execute()
