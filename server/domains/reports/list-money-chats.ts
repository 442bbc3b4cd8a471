import type { TeamContext } from '#server/context'
import { listPeople } from '#server/domains/people/index'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { type AskedMoney, askedMoney } from './asked-money'
import { type Counted, listChats, listDealsOf, listLeadsOf, spansOf, type TalkRow } from './money-queries'

/** The very chats a number of the report counts, the newest first, with the leads and deals that are theirs. */
export async function listMoneyChats(
  { group, step, cursor, limit, ...words }: CheckedInputOf<'report:moneyChats'>,
  context: TeamContext,
): Promise<OutputOf<'report:moneyChats'>> {
  const { read } = context
  const asked = await askedMoney(words, context)
  const counted = { group: group ?? null, step }
  const found = await find(context, asked, counted, cursor ?? null, limit + 1)
  const page = found.slice(0, limit)
  const ids = page.map(({ id }) => id)
  const personIds = [...new Set(page.map((row) => row.person_id))]
  const people = new Map((await listPeople(read, personIds)).map((person) => [person.id, person]))
  const [leads, deals] = [await listLeadsOf(read, asked, ids), await listDealsOf(read, asked, ids)]
  const last = page.at(-1)
  return {
    items: page.map((row) => ({
      conversationId: row.id,
      personName: people.get(row.person_id)?.name ?? null,
      personCode: people.get(row.person_id)?.code ?? '',
      ...{ startedAt: row.started_at, page: row.page },
      leads: leads.filter(isOf(row)).map(({ id, name }) => ({ id, name })),
      deals: deals.filter(isOf(row)).map(({ id, pipeline_id, name, outcome, amount, currency }) => ({
        ...{ id, pipelineId: pipeline_id, name, outcome, currency },
        amount: amount === null ? null : Number(amount),
      })),
    })),
    next: found.length > limit && last ? last.id : null,
  }
}

const isOf =
  ({ id }: TalkRow) =>
  (row: { conversation_id: string }) =>
    row.conversation_id === id

/** So many of them from a place on, however few of those that are looked at count. */
async function find(
  { read }: TeamContext,
  asked: AskedMoney,
  counted: Counted,
  from: string | null,
  limit: number,
): Promise<TalkRow[]> {
  const found: TalkRow[] = []
  for await (const span of spansOf(read, asked, from)) {
    found.push(...(await listChats(read, asked, counted, span, limit - found.length)))
    if (found.length >= limit) break
  }
  return found
}
