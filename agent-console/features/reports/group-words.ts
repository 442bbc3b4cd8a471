import type { DealDimension, LeadDimension } from '#shared/protocol/reports'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'

/** What a group is called. */
export function groupWords(by: DealDimension | LeadDimension, key: string | null): string {
  const say = t.value
  const { agents, sites, pipelines, leadStatuses } = state.value
  const all = [...pipelines.values()]
  switch (by) {
    case 'owner':
      return key === null ? say('deal.nobody') : (agents.get(key)?.name ?? say('deal.somebody'))
    case 'site':
      return sites.get(key ?? '')?.name ?? ''
    case 'source':
      return key || say('report.noSource')
    case 'status':
      return leadStatuses.get(key ?? '')?.name ?? ''
    case 'reason':
      return reasonWords(key)
    case 'closed':
    case 'created':
      return key === null ? say('report.earlier') : monthWords(key)
    default: {
      if (key === null) return say('lead.noDeal')
      const pipeline = all.find(({ stages, archived }) => [...stages, ...archived.stages].some(({ id }) => id === key))
      const stage = pipeline && [...pipeline.stages, ...pipeline.archived.stages].find(({ id }) => id === key)
      return all.length > 1 && pipeline && stage ? `${pipeline.name} · ${stage.name}` : (stage?.name ?? '')
    }
  }
}

function reasonWords(key: string | null): string {
  if (key === null) return t.value('report.noReason')
  for (const { lossReasons, archived } of state.value.pipelines.values())
    for (const { id, label } of [...lossReasons, ...archived.lossReasons]) if (id === key) return label
  return ''
}

/** `November 2026`. */
export const monthWords = (month: string): string =>
  new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00.000Z`),
  )
