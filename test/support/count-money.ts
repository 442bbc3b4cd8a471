import type { Storage } from '#server/storage/db'
import { bandOf, beginningOf, type MoneyDimension } from '#shared/rules/chat-money'

/** Whoever reads, and when. */
export type Reader = { siteIds: readonly string[]; closed: readonly string[]; from: string; until: string }

export type Counted = {
  key: string | null
  chats: string[]
  leads: string[]
  deals: string[]
  won: string[]
  amounts: Record<string, number>
}

/** What chats brought, counted from what was said and made and from nothing that is kept for the report. */
export async function countMoney({ read }: Storage, by: MoneyDimension, who: Reader): Promise<Counted[]> {
  const chats = await read.selectFrom('conversation').selectAll().orderBy('id').execute()
  const messages = await read.selectFrom('message').selectAll().orderBy('seq').execute()
  const people = await read.selectFrom('person').selectAll().execute()
  const leads = await read.selectFrom('lead').selectAll().where('removed', '=', 0).execute()
  const deals = await read.selectFrom('deal').selectAll().where('removed', '=', 0).execute()
  const groups = new Map<string | null, Counted>()
  for (const chat of chats) {
    if (!who.siteIds.includes(chat.site_id) || chat.started_at < who.from || chat.started_at >= who.until) continue
    const first = messages.find(
      (one) => one.conversation_id === chat.id && one.author === 'agent' && one.kind === 'text',
    )
    const { url } = JSON.parse(people.find(({ id }) => id === chat.begun_by)?.origin ?? '{}')
    const waited = first ? Math.floor((Date.parse(first.sent_at) - Date.parse(chat.started_at)) / 1_000) : null
    const { page, source, campaign } = beginningOf(url)
    const key = { page, utmSource: source, campaign, agent: first?.agent_id ?? null, reply: bandOf(waited) }[by]
    const group = groups.get(key) ?? { key, chats: [], leads: [], deals: [], won: [], amounts: {} }
    groups.set(key, group)
    group.chats.push(chat.id)
    for (const lead of leads) {
      const begun = chats.filter((one) => one.person_id === lead.person_id && one.started_at <= lead.created_at)
      if (begun.toSorted(byBeginning).at(-1)?.id === chat.id) group.leads.push(lead.id)
    }
    for (const deal of deals) {
      if (deal.conversation_id !== chat.id || who.closed.includes(deal.pipeline_id)) continue
      group.deals.push(deal.id)
      if (deal.outcome !== 'won') continue
      group.won.push(deal.id)
      group.amounts[deal.currency] = (group.amounts[deal.currency] ?? 0) + Number(deal.amount ?? 0)
    }
  }
  return [...groups.values()]
}

type Begun = { id: string; started_at: string }

const byBeginning = (a: Begun, b: Begun): number => (`${a.started_at} ${a.id}` < `${b.started_at} ${b.id}` ? -1 : 1)
