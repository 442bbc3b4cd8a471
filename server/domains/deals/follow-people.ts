import { knowingAll } from '#server/context'
import { findNewest } from '#server/domains/conversations/index'
import { holdPipeline, listPipelines } from '#server/domains/pipelines/index'
import { findSite } from '#server/domains/sites/index'
import type { FollowGround } from '#server/events/follows'
import type { Person } from '#shared/protocol/people'
import { isEnterable } from '#shared/rules/entry'
import { homeOf } from '#shared/rules/new-deal'
import { mayOwn } from './access'
import { beginDeal } from './begin-deal'
import { listOpenOf } from './queries'

/**
 * Somebody said how they can be reached: where their site wants it, that is a deal. Whoever talks with them owns it.
 * It never refuses: a visitor's words are not lost because of how deals are set up.
 */
export async function dealFromDetails(person: Person, ground: FollowGround): Promise<void> {
  const { tx } = ground
  const site = await findSite(tx, person.siteId)
  if (site?.autoDeal !== 'details') return
  if ((await listOpenOf(tx, [person.id], { siteIds: [person.siteId], ...knowingAll })).length > 0) return
  const home = homeOf(await listPipelines(tx, knowingAll), undefined, site.pipelineId)
  const pipeline = home && (await holdPipeline(tx, knowingAll, home.id))
  const stage = pipeline?.stages.find(isEnterable)
  if (!pipeline || !stage || pipeline.isArchived) return
  const conversation = await findNewest(tx, person.id)
  const assigneeId = conversation?.assigneeId ?? null
  const ownerId =
    assigneeId && (await mayOwn(tx, assigneeId, { siteId: site.id, pipelineId: pipeline.id })) ? assigneeId : null
  const where = { person, site, pipeline, stage, conversationId: conversation?.id ?? null }
  await beginDeal(ground, { ...where, ownerId, by: { byAgentId: null } })
}
