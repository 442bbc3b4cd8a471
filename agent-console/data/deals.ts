import type { Deal, DealCard, DealChanges, DealEvent, EntryFields } from '#shared/protocol/deals'
import type { InputOf } from '#shared/protocol/index'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { isEnterable } from '#shared/rules/entry'
import { randomId } from '#shared/values/random'
import { byRank, rankBetween } from '#shared/values/rank'
import { ask } from './client'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { putCards } from './reduce-deals'
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
  [...(byPerson(deals).get(personId) ?? [])]
    .filter(({ deal }) => !deal.removed)
    .sort(
      (a, b) =>
        Number(a.deal.outcome !== 'open') - Number(b.deal.outcome !== 'open') ||
        (a.deal.stageSince < b.deal.stageSince ? 1 : -1),
    )

const indexes = new WeakMap<State['deals'], ReadonlyMap<string, DealCard[]>>()

/** Deals by person, told apart once for each state of them: every row of the inbox asks. */
function byPerson(deals: State['deals']): ReadonlyMap<string, DealCard[]> {
  const known = indexes.get(deals)
  if (known) return known
  const index = new Map<string, DealCard[]>()
  for (const card of deals.values()) {
    const { personId } = card.deal
    const theirs = index.get(personId)
    if (theirs) theirs.push(card)
    else index.set(personId, [card])
  }
  indexes.set(deals, index)
  return index
}

export const pipelineOf = ({ pipelines }: State, deal: Pick<Deal, 'pipelineId'>): Pipeline | undefined =>
  pipelines.get(deal.pipelineId)
export const openStages = (pipeline: Pipeline | undefined): Stage[] =>
  pipeline?.stages.filter(({ kind }) => kind === 'open') ?? []
/** Where a deal may go: every open stage that nobody is removing. Where it stands is among them all the same. */
export const stagesFor = (pipeline: Pipeline | undefined, deal?: Pick<Deal, 'stageId'>): Stage[] =>
  openStages(pipeline).filter((stage) => isEnterable(stage) || stage.id === deal?.stageId)

/** Asks for the open deals of people who have just come up in a list. */
export async function loadOpenDeals(personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0 || !state.value.me?.permissions.includes('deals.read')) return
  const cards = await persist(() => ask.deal.openOf({ personIds: [...personIds] }))
  update((before) => ({ ...before, deals: putCards(before.deals, cards) }))
}

/** Takes a deal back. */
export const removeDeal = (deal: Deal) =>
  guess(deal, { removed: true }, (rid) => ask.deal.remove({ rid, dealId: deal.id }))

/** Changes one field, from what it was on screen. @throws RefusedError `stale` with `details.current` */
export function editDeal<Field extends Exclude<keyof DealChanges & keyof Deal, 'custom'>>(
  deal: Deal,
  field: Field,
  is: Deal[Field],
  was: Deal[Field] = deal[field],
  from?: InputOf<'deal:edit'>['from'],
): Promise<Deal> {
  const changes = { [field]: { was, is } } as DealChanges
  return guess(deal, { [field]: is }, (rid) => ask.deal.edit({ rid, dealId: deal.id, changes, from }))
}

/**
 * Moves a deal to an open stage: in front of a card, to the end (null) or to the top (undefined), with what that stage
 * asks for.
 * @throws RefusedError `fields-required`, `stage-skipped`, `stage-archived`, `stale` and others
 */
export function moveDeal(deal: Deal, stageId: string, beforeId?: string | null, fields?: EntryFields): Promise<Deal> {
  const rank = guessRank(cardsOf(state.value, stageId), deal.id, beforeId)
  return guess(deal, { ...fields, stageId, rank }, (rid) =>
    ask.deal.move({ rid, dealId: deal.id, fromStageId: deal.stageId, stageId, beforeId, fields }),
  )
}

export function winDeal(deal: Deal, with_: Omit<InputOf<'deal:win'>, 'rid' | 'dealId'>): Promise<Deal> {
  const rid = randomId()
  return done(persist(() => ask.deal.win({ rid, dealId: deal.id, ...with_ })))
}

/** @throws RefusedError `loss-reason-required`, `loss-note-required` */
export function loseDeal(deal: Deal, because: Omit<InputOf<'deal:lose'>, 'rid' | 'dealId'>): Promise<Deal> {
  const rid = randomId()
  return done(persist(() => ask.deal.lose({ rid, dealId: deal.id, ...because })))
}

export function reopenDeal(deal: Deal): Promise<Deal> {
  const rid = randomId()
  return done(persist(() => ask.deal.reopen({ rid, dealId: deal.id })))
}

/** Moves a deal into another pipeline. @throws RefusedError `amount-required` where that has another currency */
export function transferDeal(deal: Deal, stageId: string, amount?: number | null): Promise<Deal> {
  const rid = randomId()
  const { id: dealId, stageId: fromStageId } = deal
  return done(persist(() => ask.deal.transfer({ rid, dealId, fromStageId, stageId, amount })))
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
