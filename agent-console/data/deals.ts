import type { Deal, DealCard, DealChanges, DealEvent } from '#shared/protocol/deals'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import { byRank, rankBetween } from '#shared/values/rank'
import { ask } from './client'
import { loadColumns } from './load'
import { optimistic } from './optimistic'
import { persist } from './persist'
import type { State } from './state'
import { state, update } from './store'
import { supposeDeal, withDeal } from './suppose-deal'

/** The cards of a column in their order, as far as the column has been read. */
export function cardsOf({ deals, columnEdges }: State, stageId: string): DealCard[] {
  const edge = columnEdges.get(stageId)
  return [...deals.values()]
    .filter(({ deal }) => deal.stageId === stageId && !deal.removed && (!edge || byRank(deal, edge) <= 0))
    .sort((a, b) => byRank(a.deal, b.deal))
}

/** A person's deals: open ones first, the latest stage change on top. */
export const dealsOfPerson = ({ deals }: State, personId: string): DealCard[] =>
  [...deals.values()]
    .filter(({ deal }) => deal.personId === personId && !deal.removed)
    .sort(
      (a, b) =>
        Number(a.deal.outcome !== 'open') - Number(b.deal.outcome !== 'open') ||
        (a.deal.stageSince < b.deal.stageSince ? 1 : -1),
    )

export const pipelineOf = ({ pipelines }: State, deal: Pick<Deal, 'pipelineId'>): Pipeline | undefined =>
  pipelines.get(deal.pipelineId)
export const openStages = (pipeline: Pipeline | undefined): Stage[] =>
  pipeline?.stages.filter(({ kind }) => kind === 'open') ?? []

/** Asks for the whole board. */
export async function loadBoard(pipelineId: string): Promise<void> {
  const { columns } = await persist(() => ask.deal.board({ pipelineId }))
  update((before) => loadColumns(before, columns))
}

/** Asks for a column's next cards. */
export async function loadMoreCards(stageId: string): Promise<void> {
  const cursor = state.value.columns.get(stageId)
  if (!cursor) return
  const column = await persist(() => ask.deal.column({ stageId, cursor }))
  update((before) => loadColumns(before, [column]))
}

/** A real, saved deal in one step. */
export function createDeal(personId: string, conversationId: string | null): Promise<Deal> {
  const rid = randomId()
  return done(persist(() => ask.deal.create({ rid, personId, conversationId })))
}

/** Takes a deal back. */
export const removeDeal = (deal: Deal) =>
  guess(deal, { removed: true }, (rid) => ask.deal.remove({ rid, dealId: deal.id }))

/** Changes one field, from what it was on screen. @throws RefusedError `stale` with `details.current` */
export function editDeal<Field extends keyof DealChanges & keyof Deal>(
  deal: Deal,
  field: Field,
  is: Deal[Field],
  was: Deal[Field] = deal[field],
): Promise<Deal> {
  const changes = { [field]: { was, is } } as DealChanges
  return guess(deal, { [field]: is }, (rid) => ask.deal.edit({ rid, dealId: deal.id, changes }))
}

/** Moves a deal to an open stage: in front of a card, to the end (null) or to the top (undefined). */
export function moveDeal(deal: Deal, stageId: string, beforeId?: string | null): Promise<Deal> {
  const rank = guessRank(cardsOf(state.value, stageId), deal.id, beforeId)
  return guess(deal, { stageId, rank }, (rid) =>
    ask.deal.move({ rid, dealId: deal.id, fromStageId: deal.stageId, stageId, beforeId }),
  )
}

export function winDeal(deal: Deal, with_: { amount: number | null; closedOn: string }): Promise<Deal> {
  const rid = randomId()
  return done(persist(() => ask.deal.win({ rid, dealId: deal.id, ...with_ })))
}

/** @throws RefusedError `loss-reason-required`, `loss-note-required` */
export function loseDeal(deal: Deal, because: { lossReasonId: string | undefined; lossNote: string }): Promise<Deal> {
  const rid = randomId()
  return done(persist(() => ask.deal.lose({ rid, dealId: deal.id, ...because })))
}

export function reopenDeal(deal: Deal): Promise<Deal> {
  const rid = randomId()
  return done(persist(() => ask.deal.reopen({ rid, dealId: deal.id })))
}

/** What happened to a deal, oldest first. */
export const dealHistory = (dealId: string): Promise<DealEvent[]> => persist(() => ask.deal.history({ dealId }))

/** A deal by its id, asked for when it is not here. */
export function openDeal(dealId: string): Promise<Deal> {
  return done(persist(() => ask.deal.read({ dealId })))
}

function guess({ id }: Deal, changes: Partial<Deal>, attempt: (rid: string) => Promise<Deal>): Promise<Deal> {
  const rid = randomId()
  return optimistic({
    guess: (before) => supposeDeal(before, id, changes),
    attempt: () => persist(() => attempt(rid)),
    confirm: withDeal,
  })
}

async function done(answer: Promise<Deal>): Promise<Deal> {
  const deal = await answer
  update((before) => withDeal(before, deal))
  return deal
}

/** Where the card will stand until the server says; it decides the real rank. */
function guessRank(cards: readonly DealCard[], dealId: string, beforeId: string | null | undefined): string {
  const others = cards.filter(({ deal }) => deal.id !== dealId)
  const at = beforeId ? others.findIndex(({ deal }) => deal.id === beforeId) : beforeId === null ? others.length : 0
  const index = at < 0 ? 0 : at
  const above = others[index - 1]?.deal.rank ?? null
  const below = others[index]?.deal.rank ?? null
  return above !== null && above === below ? above : rankBetween(above, below)
}
