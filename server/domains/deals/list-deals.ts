import type { TeamCaller, TeamContext } from '#server/context'
import type { Db } from '#server/storage/db'
import type { DealCard } from '#shared/protocol/deals'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import type { Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { type FilterWords, filterNames } from '#shared/rules/deal-filter'
import { readSort, type SortKey, type Spot } from '#shared/rules/deal-order'
import { plus, type Share, weighted } from '#shared/rules/forecast'
import { listTotals } from './column-queries'
import { listCards, listUnread } from './list-queries'
import { askedBy, Narrowed } from './narrow-deals'

const newest: readonly SortKey[] = [{ field: 'created', descending: true }]

/** The order by hand is one of a column; across columns it says nothing. */
const keysOf = ({ sort }: { sort?: string | undefined }): readonly SortKey[] => {
  const keys = sort ? readSort(sort).filter(({ field }) => field !== 'rank') : []
  return keys.length > 0 ? keys : newest
}

/** Deals of all outcomes, a page at a time. */
export async function listDeals(
  input: CheckedInputOf<'deal:list'>,
  context: TeamContext,
): Promise<OutputOf<'deal:list'>> {
  const { rows, next } = await pageOf(input, context)
  const cards = await listCards(
    context.read,
    rows.map(({ id }) => id),
  )
  return { cards, unread: await unreadOf(context.read, context.caller, cards), next }
}

/** Whose words wait to be read, for whoever may read them. */
export const unreadOf = (db: Db, { permissions }: TeamCaller, cards: readonly DealCard[]): Promise<string[]> =>
  permissions.has('conversations.read')
    ? listUnread(db, [...new Set(cards.map(({ deal }) => deal.personId))])
    : Promise.resolve([])

/** Ids of what matches, for what is done to all of it. */
export async function listIds(input: CheckedInputOf<'deal:ids'>, context: TeamContext): Promise<OutputOf<'deal:ids'>> {
  const { rows, next } = await pageOf(input, context)
  return { dealIds: rows.map(({ id }) => id), next }
}

async function pageOf(input: CheckedInputOf<'deal:list'>, context: TeamContext) {
  const keys = keysOf(input)
  const { asked } = await askedBy(input, context)
  const after = input.cursor ? readSpot(input.cursor, keys) : null
  const found = await new Narrowed(context.read, asked, keys).page(null, after, input.limit + 1)
  const rows = found.slice(0, input.limit)
  return { rows, next: found.length > input.limit ? writeSpot(rows.at(-1)) : null }
}

/** What all that matches comes to, each currency for itself. */
export async function sumDeals(
  input: CheckedInputOf<'deal:sums'>,
  context: TeamContext,
): Promise<OutputOf<'deal:sums'>> {
  const { asked, pipelines } = await askedBy(input, context)
  const stages = new Map(asked.stages.map((stage) => [stage.id, stage]))
  const currencyOf = new Map(pipelines.map(({ id, currency }) => [id, currency]))
  // While a pipeline comes to another currency its totals are of two; each deal says its own.
  const parts =
    isCounted(input) && !pipelines.some(({ becoming }) => becoming)
      ? await counted([...stages.values()].filter((stage) => isAsked(stage, input)))
      : await new Narrowed(context.read, asked, newest).sums()
  const sums = new Map<string, { currency: string; count: number; amount: number; weighted: number }>()
  for (const { stageId, currency, ...part } of parts) {
    const sum = sums.get(currency) ?? { currency, count: 0, amount: 0, weighted: 0 }
    const worth = weighted(part, stages.get(stageId)?.probability ?? 0)
    sums.set(currency, {
      currency,
      count: sum.count + part.count,
      amount: sum.amount + part.amount,
      weighted: sum.weighted + worth,
    })
  }
  const rows = [...sums.values()].filter(({ count }) => count > 0).sort((a, b) => (a.currency < b.currency ? -1 : 1))
  return { count: rows.reduce((sum, one) => sum + one.count, 0), sums: rows }

  /** Totals by stage are kept anyway: nothing has to be added up. */
  async function counted(wanted: readonly Stage[]) {
    const byStage = new Map<string, Share>()
    if (wanted.length === 0) return []
    for (const one of await listTotals(
      context.read,
      wanted.map(({ id }) => id),
      context.caller.siteIds,
    )) {
      const before = byStage.get(one.stageId)
      byStage.set(one.stageId, before ? plus(before, one) : one)
    }
    return wanted.flatMap(({ id, pipelineId }) => {
      const found = byStage.get(id)
      return found ? [{ ...found, stageId: id, currency: currencyOf.get(pipelineId) ?? '' }] : []
    })
  }
}

/** Whether what is asked for is whole stages, of which the totals are known. */
const isCounted = (words: FilterWords): boolean =>
  filterNames.every((name) => words[name] === undefined || name === 'stage' || name === 'outcome')

const isAsked = (stage: Stage, words: FilterWords & { pipelineId?: string | undefined }): boolean =>
  (!words.pipelineId || stage.pipelineId === words.pipelineId) &&
  (!words.stage || words.stage.split(',').includes(stage.id)) &&
  (!words.outcome || words.outcome.split(',').includes(stage.kind))

/** A place in a list as the client carries it. */
export const writeSpot = (spot: Spot | undefined): string | null =>
  spot ? Buffer.from(JSON.stringify([...spot.values, spot.id])).toString('base64url') : null

/** @throws Refusal where it is no place of such a list */
export function readSpot(cursor: string, keys: readonly SortKey[]): Spot {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(read) || read.length !== keys.length + 1) throw new SyntaxError()
    const id = read.at(-1)
    const values = read.slice(0, -1)
    if (typeof id !== 'string' || !values.every(isValue)) throw new SyntaxError()
    return { values, id }
  } catch {
    throw new Refusal('malformed', { field: 'cursor' })
  }
}

const isValue = (value: unknown) => value === null || typeof value === 'string' || typeof value === 'number'
