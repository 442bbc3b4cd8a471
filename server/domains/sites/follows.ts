import type { Follows } from '#server/events/follows'
import type { Site } from '#shared/protocol/sites'
import { listSitesOf, saveSite } from './queries'

/** A site that pointed to a pipeline which is gone goes with the default again. */
export const follows: Follows = {
  'pipeline.removed': async ({ pipeline }, { tx, record }) => {
    for (const before of await listSitesOf(tx, pipeline.id)) {
      const site: Site = { ...before, pipelineId: null, version: before.version + 1 }
      await saveSite(tx, site)
      record('site.edited', { site })
    }
  },
}
