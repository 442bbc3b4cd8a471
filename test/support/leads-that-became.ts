import type { Pipeline } from '#shared/protocol/pipelines'
import type { Line } from './ask'
import type { World } from './world'

const sources = ['', 'Fair, hall 3', '"quoted" %_', 'Fair'] as const

/** Leads of two sites that became all there is: nothing, a contact, a deal in every stage, won, lost, and one taken back. */
export async function makeLeads(world: World, agent: Line, pipeline: Pipeline): Promise<void> {
  const open = pipeline.stages.filter(({ kind }) => kind === 'open')
  const elsewhere = await agent.ask('site:create', { name: 'Elsewhere', domains: ['other.test'], locale: 'en' })
  const { leadStatuses } = await agent.ask('console:load', {})
  for (let at = 0; at < 30; at++) {
    const siteId = at % 6 === 5 ? elsewhere.id : world.site.id
    const details = {
      ...{ name: `Lead ${at}`, source: sources[at % 4] ?? '' },
      ...(at % 5 ? {} : { ownerId: null }),
    }
    const made = await agent.ask('lead:create', { whose: { siteId }, details })
    // Without a source they are given one.
    const none = { source: { was: made.source, is: '' } }
    const lead = at % 4 ? made : await agent.ask('lead:edit', { leadId: made.id, changes: none })
    if (at === 29) await agent.ask('lead:remove', { leadId: lead.id })
    const status = leadStatuses[at % 3]
    if (at % 3 === 0 && status && status.id !== lead.statusId)
      await agent.ask('lead:setStatus', { leadId: lead.id, fromStatusId: lead.statusId, statusId: status.id })
    if (at % 3 !== 1 || at === 28) continue
    const deal =
      at % 2
        ? { how: 'new' as const, pipelineId: pipeline.id, stageId: open[at % 4]?.id ?? '' }
        : { how: 'none' as const }
    const { dealId } = await agent.ask('lead:convert', {
      ...{ leadId: lead.id, version: lead.version },
      choice: { contact: { how: 'new' }, company: { how: 'none' }, deal },
    })
    if (!dealId) continue
    if (at === 1 || at === 13) await agent.ask('deal:win', { dealId })
    if (at === 7) await agent.ask('deal:lose', { dealId, lossReasonId: pipeline.lossReasons[0]?.id })
    if (at === 19) await agent.ask('deal:remove', { dealId })
  }
}
