import type { Deal, DealChanges, EntryFields, Quote } from '#shared/protocol/deals'
import type { Custom } from '#shared/protocol/fields'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import type { FieldChange } from '#shared/rules/deal-story'
import { isEnterable, missingFor, skips } from '#shared/rules/entry'

/** A move inside the pipeline's open stages. Winning and losing are acts of their own with their own questions. */
export function move(deal: Deal, from: string, to: Stage, rank: string, at: string): Deal {
  if (deal.removed) throw new Refusal('not-found')
  if (to.pipelineId !== deal.pipelineId) throw new Refusal('stage-elsewhere')
  if (to.kind === 'lost') throw new Refusal('loss-reason-required')
  if (to.kind === 'won') throw new Refusal('stage-closes-deal')
  if (deal.outcome !== 'open') throw new Refusal('deal-closed')
  if (deal.stageId !== from) throw new Refusal('stale', { current: { stageId: deal.stageId } })
  return place(deal, to, rank, at)
}

/**
 * Whether a deal may enter a stage: the stage is in use, nothing that must be said is missing, and no stage is left out
 * where that is not allowed. Every way into a stage asks this, whoever comes and by which door.
 * @throws Refusal `stage-archived`, `pipeline-archived`, `stage-skipped`, `fields-required`
 */
export function assertMayEnter(pipeline: Pipeline, deal: Deal, to: Stage): void {
  if (pipeline.isArchived) throw new Refusal('pipeline-archived')
  const known = pipeline.stages.find(({ id }) => id === to.id)
  if (!known || known.goingTo) throw new Refusal('stage-archived')
  if (deal.stageId === to.id) return
  assertNoSkip(pipeline, deal, to)
  const fields = missingFor(to, deal)
  if (fields.length > 0) throw new Refusal('fields-required', { fields })
}

/**
 * Refuses a new deal in a stage that asks for more than is known of it. The first one never asks: whoever talks to
 * somebody has a deal at once.
 */
export function assertComplete({ stages }: Pipeline, deal: Deal, stage: Stage): void {
  const fields = stages.find(isEnterable)?.id === stage.id ? [] : missingFor(stage, deal)
  if (fields.length > 0) throw new Refusal('fields-required', { fields })
}

/** Refuses a way that leaves out stages, where the pipeline forbids it. */
export function assertNoSkip(pipeline: Pipeline, deal: Deal, to: Stage): void {
  if (skips(pipeline, deal.stageId, to)) throw new Refusal('stage-skipped')
}

/** The deal in a stage, at a rank. Staying in its stage keeps the day it came there. */
export function place(deal: Deal, to: Stage, rank: string, at: string): Deal {
  const stays = deal.stageId === to.id
  return {
    ...deal,
    stageId: to.id,
    lastOpenStageId: to.kind === 'open' ? to.id : deal.lastOpenStageId,
    stageSince: stays ? deal.stageSince : at,
    rank,
    version: deal.version + 1,
  }
}

/**
 * A move to another pipeline. An amount means nothing in another currency: it is never relabelled, so whoever moves
 * the deal says what it is worth there.
 */
export function transfer(
  deal: Deal,
  from: string,
  to: { stage: Stage; currency: string; rank: string },
  amount: number | null | undefined,
  at: string,
): Deal {
  assertOpen(deal)
  if (to.stage.pipelineId === deal.pipelineId) throw new Refusal('stage-elsewhere')
  if (to.stage.kind !== 'open') throw new Refusal('stage-closes-deal')
  if (deal.stageId !== from) throw new Refusal('stale', { current: { stageId: deal.stageId } })
  if (to.currency !== deal.currency && deal.amount !== null && amount === undefined)
    throw new Refusal('amount-required')
  return {
    ...place(deal, to.stage, to.rank, at),
    pipelineId: to.stage.pipelineId,
    currency: to.currency,
    amount: amount === undefined ? deal.amount : amount,
  }
}

/** Won: the outcome is the kind of the stage it moves to. */
export function win(deal: Deal, to: Stage, rank: string, closed: { amount?: number | null; at: string }): Deal {
  assertOpen(deal)
  return {
    ...place(deal, to, rank, closed.at),
    outcome: 'won',
    closedAt: closed.at,
    amount: closed.amount === undefined ? deal.amount : closed.amount,
  }
}

type Loss = {
  pipeline: Pick<Pipeline, 'reasonRequired' | 'lossReasons'>
  lossReasonId: string | undefined
  note: string
}

/**
 * Lost: with a reason its pipeline offers, with a note where the reason says nothing by itself; without a reason only
 * where the pipeline asks for none.
 */
export function lose(deal: Deal, to: Stage, rank: string, { pipeline, lossReasonId, note }: Loss, at: string): Deal {
  assertOpen(deal)
  const reason = pipeline.lossReasons.find(({ id }) => id === lossReasonId)
  if (!reason && (pipeline.reasonRequired || lossReasonId)) throw new Refusal('loss-reason-required')
  if (reason?.needsNote && note === '') throw new Refusal('loss-note-required')
  return {
    ...place(deal, to, rank, at),
    outcome: 'lost',
    closedAt: at,
    lossReasonId: reason?.id ?? null,
    lossNote: note,
  }
}

/** Open again, where it last stood; what it was lost for stays in the history only. */
export function reopen(deal: Deal, to: Stage, rank: string, at: string): Deal {
  if (deal.removed) throw new Refusal('not-found')
  if (deal.outcome === 'open') throw new Refusal('deal-open')
  return {
    ...place(deal, to, rank, at),
    outcome: 'open',
    closedAt: null,
    lossReasonId: null,
    lossNote: '',
    competitor: '',
  }
}

type OwnEdit = { after: Custom; changes: FieldChange[] }

const editable = [
  'name',
  'amount',
  'closesOn',
  'probability',
  'tags',
  'ownerId',
  'description',
  'source',
] as const satisfies (keyof DealChanges)[]

/**
 * Changes fields, each by itself: refused `stale` only when somebody changed that very field since.
 * A change to what it already is says nothing and is left out.
 * @param of the message it was taken from, and what becomes of fields of the installation's own
 */
export function edit(
  deal: Deal,
  changes: DealChanges,
  { from, own }: { from?: Omit<Quote, 'field'> | undefined; own?: OwnEdit } = {},
): { deal: Deal; changed: FieldChange[] } {
  if (deal.removed) throw new Refusal('not-found')
  const changed: FieldChange[] = []
  for (const field of editable) {
    const asked = changes[field]
    const current = deal[field]
    if (!asked || isSame(current, asked.is)) continue
    if (!isSame(current, asked.was)) throw new Refusal('stale', { field, current })
    changed.push({ field, was: asked.was, is: asked.is })
  }
  const fresh = Object.fromEntries(changed.map(({ field, is }) => [field, is])) as Partial<Deal>
  if (own && own.changes.length > 0) {
    changed.push(...own.changes)
    fresh.custom = own.after
  }
  if (changed.length === 0) return { deal, changed }
  // What was written anew no longer says what the message said.
  const kept = deal.quotes.filter((quote) => !changed.some(({ field }) => field === quote.field))
  const quotes = [...kept, ...(from ? changed.map(({ field }) => ({ field, ...from })) : [])]
  return { deal: { ...deal, ...fresh, quotes, version: deal.version + 1 }, changed }
}

/** What somebody filled in on the way: only blanks, so that it cannot overwrite what a colleague wrote meanwhile. */
export function fillIn(deal: Deal, fields: EntryFields): { deal: Deal; changed: FieldChange[] } {
  const { amount, closesOn, ownerId, description } = fields
  return edit(deal, {
    ...(amount === undefined ? {} : { amount: { was: null, is: amount } }),
    ...(closesOn === undefined ? {} : { closesOn: { was: null, is: closesOn } }),
    ...(ownerId === undefined ? {} : { ownerId: { was: null, is: ownerId } }),
    ...(description === undefined ? {} : { description: { was: '', is: description } }),
  })
}

const isSame = (a: unknown, b: unknown) =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => one === b[at]))

function assertOpen(deal: Deal): void {
  if (deal.removed) throw new Refusal('not-found')
  if (deal.outcome !== 'open') throw new Refusal('deal-closed')
}

/** Refuses a new deal where nothing changes any more, and where nothing stays. */
export function assertMayBegin(
  { isArchived }: Pick<Pipeline, 'isArchived'>,
  { goingTo }: Pick<Stage, 'goingTo'>,
): void {
  if (isArchived) throw new Refusal('pipeline-archived')
  if (goingTo) throw new Refusal('stage-archived')
}
