import type { FieldChange } from '#server/events/field-changes'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import type { By } from '#shared/protocol/define'
import { spread } from '#shared/rules/custom-values'
import { recount, story } from './place-deal'
import { findDeal, saveDeal } from './queries'

type Ground = { tx: Tx; record: Recorder; by: By }

/** Writes what a conversion brought to a deal that was there, or took back from it. */
export async function fillDeal(ground: Ground, before: Deal, after: Deal): Promise<Deal> {
  const { tx, record, by } = ground
  const [was, is] = [spread(before), spread(after)]
  const changes: FieldChange[] = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]))
    .map((field) => ({ field, was: was[field] ?? null, is: is[field] ?? null }))
  if (changes.length === 0) return before
  const deal = { ...after, version: before.version + 1 }
  await saveDeal(tx, deal)
  record('deal.edited', { ...(await story(tx, deal, by, await recount(tx, before, deal))), changes })
  return deal
}

/** A deal that was begun by what is taken back. Its row and its history stay. */
export async function takeDealBack({ tx, record, by }: Ground, before: Deal): Promise<void> {
  const deal: Deal = { ...before, removed: true, version: before.version + 1 }
  await saveDeal(tx, deal)
  record('deal.removed', await story(tx, deal, by, await recount(tx, before, deal)))
}

/** What a deal shows of its tasks is something else, though nothing of the deal was changed. */
export async function retellDeal({ tx, record, by }: Ground, dealId: string): Promise<void> {
  const deal = await findDeal(tx, dealId)
  if (deal && !deal.removed) record('deal.edited', { ...(await story(tx, deal, by, [])), changes: [] })
}
