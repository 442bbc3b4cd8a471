import type { Deal, DealChanges } from '#shared/protocol/deals'
import type { LossReason, Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'

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

/** Lost, always with a reason of its own pipeline, and with a note where the reason says nothing by itself. */
export function lose(
  deal: Deal,
  to: Stage,
  rank: string,
  reason: LossReason | undefined,
  note: string,
  at: string,
): Deal {
  assertOpen(deal)
  if (!reason || reason.pipelineId !== deal.pipelineId) throw new Refusal('loss-reason-required')
  if (reason.needsNote && note === '') throw new Refusal('loss-note-required')
  return {
    ...place(deal, to, rank, at),
    outcome: 'lost',
    closedAt: at,
    lossReasonId: reason.id,
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
  }
}

const editable = [
  'name',
  'amount',
  'closesOn',
  'ownerId',
  'description',
  'source',
] as const satisfies (keyof DealChanges)[]

export type FieldChange = { field: string; was: unknown; is: unknown }

/**
 * Changes fields, each by itself: refused `stale` only when somebody changed that very field since.
 * A change to what it already is says nothing and is left out.
 */
export function edit(deal: Deal, changes: DealChanges): { deal: Deal; changed: FieldChange[] } {
  if (deal.removed) throw new Refusal('not-found')
  const changed: FieldChange[] = []
  for (const field of editable) {
    const asked = changes[field]
    const current = deal[field]
    if (!asked || current === asked.is) continue
    if (current !== asked.was) throw new Refusal('stale', { field, current })
    changed.push({ field, was: asked.was, is: asked.is })
  }
  if (changed.length === 0) return { deal, changed }
  const fresh = Object.fromEntries(changed.map(({ field, is }) => [field, is])) as Partial<Deal>
  return { deal: { ...deal, ...fresh, version: deal.version + 1 }, changed }
}

function assertOpen(deal: Deal): void {
  if (deal.removed) throw new Refusal('not-found')
  if (deal.outcome !== 'open') throw new Refusal('deal-closed')
}

/** The name a deal starts with: whose it is and the day it was made, in the installation's language. */
export const dealName = (who: string, locale: string, timeZone: string, at: string): string =>
  `${who} – ${new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone }).format(new Date(at))}`

/** Where a deal came from, in words: the site and the page, without the page's query. */
export function sourceOf(siteName: string, pageUrl: string): string {
  try {
    const { host, pathname } = new URL(pageUrl)
    return `${siteName} · ${host}${pathname}`.slice(0, 300)
  } catch {
    return siteName
  }
}
