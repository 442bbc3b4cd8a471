import type { AgentContext } from '#server/context'
import { listSites } from './queries'
import { createSite, editSite } from './save-site'

export { isBootstrap } from './bootstrap'
export { follows } from './follows'
export { findSite, findSiteByKey, listSiteIds, listSites } from './queries'
export { siteRoutes } from './routes'
export { addSite } from './save-site'

export const handlers = {
  'site:list': (_input: object, { read, caller }: AgentContext) => listSites(read, caller.siteIds),
  'site:create': createSite,
  'site:edit': editSite,
}
