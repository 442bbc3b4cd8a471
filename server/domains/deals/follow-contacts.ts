import { knowingAll } from '#server/context'
import { holdPipeline } from '#server/domains/pipelines/index'
import type { FollowGround } from '#server/events/follows'
import type { FactData } from '#shared/protocol/index'
import { mayOwn } from './access'
import { recount, story } from './place-deal'
import { listOpenOf, lockDeal, saveDeal } from './queries'
import { edit } from './rules'

/**
 * With another owner of a contact their open deals become the new owner's, where somebody wanted it so. Those of an
 * archived pipeline stay as they are, as everything there, and so do those the new owner may not know.
 */
export async function giveDeals(
  { contact: { ownerId, personId, siteId }, byAgentId, movesOpen }: FactData<'contact.edited'>,
  { tx, record }: FollowGround,
): Promise<void> {
  if (!movesOpen || ownerId === null) return
  const seen = (await listOpenOf(tx, [personId], { siteIds: [siteId], ...knowingAll })).map(({ deal }) => deal)
  // Pipelines are taken before their deals, and always in one order: two who do so never wait for one another.
  seen.sort((a, b) => (a.pipelineId + a.id < b.pipelineId + b.id ? -1 : 1))
  for (const { id, pipelineId } of seen) {
    const pipeline = await holdPipeline(tx, knowingAll, pipelineId)
    const before = await lockDeal(tx, id)
    if (!pipeline || pipeline.isArchived || before?.outcome !== 'open' || before.ownerId === ownerId) continue
    if (!(await mayOwn(tx, ownerId, before))) continue
    const { deal, changed } = edit(before, { ownerId: { was: before.ownerId, is: ownerId } })
    await saveDeal(tx, deal)
    record('deal.edited', {
      ...(await story(tx, deal, { byAgentId }, await recount(tx, before, deal))),
      changes: changed,
    })
  }
}
