import { randomBytes } from 'node:crypto'
import type { AgentContext } from '#server/context'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { Site } from '#shared/protocol/sites'
import { findSite, insertSite, saveSite } from './queries'
import { normalDomain } from './rules'

/** A new place for a widget. */
export const createSite = (input: CheckedInputOf<'site:create'>, { change }: AgentContext): Promise<Site> =>
  change((tx, record) => addSite(tx, record, input))

/** The part of adding a site that belongs inside a change. */
export async function addSite(
  tx: Tx,
  record: Recorder,
  { name, domains, locale }: { name: string; domains: string[]; locale: 'en' | 'tr' },
): Promise<Site> {
  const site: Site = {
    id: newId(),
    key: `s_${randomBytes(12).toString('base64url')}`,
    name,
    domains: [...new Set(domains.map(normalDomain))],
    locale,
    pipelineId: null,
    autoDeal: 'never',
    version: 1,
  }
  await insertSite(tx, site)
  record('site.added', { site })
  return site
}

/** Changes a site; its key stays, it is on people's pages. */
export const editSite = (
  { siteId, name, domains, locale, pipelineId, autoDeal }: CheckedInputOf<'site:edit'>,
  { change, caller }: AgentContext,
): Promise<Site> =>
  change(async (tx, record) => {
    const before = caller.siteIds.includes(siteId) ? await findSite(tx, siteId) : undefined
    if (!before) throw new Refusal('not-found')
    const site: Site = {
      ...before,
      name: name ?? before.name,
      domains: domains ? [...new Set(domains.map(normalDomain))] : before.domains,
      locale: locale ?? before.locale,
      pipelineId: pipelineId === undefined ? before.pipelineId : pipelineId,
      autoDeal: autoDeal ?? before.autoDeal,
      version: before.version + 1,
    }
    await saveSite(tx, site)
    record('site.edited', { site })
    return site
  })
