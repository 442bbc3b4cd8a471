import type { ManyAct } from '#shared/protocol/deal-lists'
import type { Deal } from '#shared/protocol/deals'
import type { InputOf, OutputOf } from '#shared/protocol/index'
import type { RefusalCode } from '#shared/protocol/refusals'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { persist } from './persist'
import { putCards } from './reduce-deals'
import { update } from './store'

/** What became of each of many. */
export type Done = { dealId: string; refused: RefusalCode | null }

/** So many go in one request; the rest waits its turn, and others are served between. */
const atOnce = 50

/**
 * Changes many deals, a part at a time.
 * @param onProgress hears how many are done; answers false to stop before the next part
 */
export async function changeMany(
  dealIds: readonly string[],
  change: ManyAct,
  onProgress: (done: number) => boolean = () => true,
): Promise<Done[]> {
  const done: Done[] = []
  for (let at = 0; at < dealIds.length; at += atOnce) {
    const rid = randomId()
    const part = dealIds.slice(at, at + atOnce)
    const { rows } = await persist(() => ask.deal.changeMany({ rid, dealIds: part, change }))
    done.push(...(rows as Done[]))
    if (!onProgress(done.length)) break
  }
  return done
}

/** A deal in a stage one points at, of somebody known or new. */
export async function addDeal(input: Omit<InputOf<'deal:add'>, 'rid'>): Promise<Deal> {
  const rid = randomId()
  const card = await persist(() => ask.deal.add({ rid, ...input }))
  update((before) => ({ ...before, deals: putCards(before.deals, [card]) }))
  return card.deal
}

/** People some letters of whose name or code one knows. */
export const findPeople = (q: string): Promise<OutputOf<'person:find'>> => persist(() => ask.person.find({ q }))
