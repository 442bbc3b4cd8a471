import { knowingAll } from '#server/context'
import type { Follows } from '#server/events/follows'
import { Refusal } from '#shared/protocol/refusals'
import type { Site } from '#shared/protocol/sites'
import { findPipeline } from './queries'

/** A site may only point to a pipeline that is there. One that is archived later stays named and is passed over. */
export const follows: Follows = {
  'site.added': ({ site }, { tx }) =>
    assertPipeline(site, async (id) => (await findPipeline(tx, knowingAll, id)) !== undefined),
  'site.edited': ({ site }, { tx }) =>
    assertPipeline(site, async (id) => (await findPipeline(tx, knowingAll, id)) !== undefined),
}

async function assertPipeline({ pipelineId }: Site, isThere: (id: string) => Promise<boolean>): Promise<void> {
  if (pipelineId && !(await isThere(pipelineId))) throw new Refusal('not-found', { field: 'pipelineId' })
}
