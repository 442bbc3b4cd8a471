import { sourceMeant } from '#shared/rules/lead-filter'
import { pipelinesInOrder } from '../../data/pipelines'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { dayWords } from '../../parts/deals/words'
import type { LeadWords } from '../../parts/leads/address'
import { rangeWords } from '../../parts/lists/chips'
import type { Option } from '../../ui/field'

/** What is narrowed elsewhere than in a choice that is always in sight. */
export const chipWords = {
  created: (value: string) => rangeWords(t.value('lead.created'), value, dayWords),
  source: (value: string) => `${t.value('lead.source')}: ${sourceMeant(value) || t.value('report.noSource')}`,
  stage: (value: string) => `${t.value('lead.dealStage')}: ${stageName(value)}`,
} as const satisfies Partial<Record<keyof LeadWords, (value: string) => string>>

const stages = () => {
  const pipelines = pipelinesInOrder(state.value)
  return pipelines.flatMap(({ name: pipeline, stages, archived }) =>
    [
      ...stages.map((stage) => ({ stage, isGone: false })),
      ...archived.stages.map((stage) => ({ stage, isGone: true })),
    ].map(({ stage: { id, name }, isGone }) => ({
      ...{ id, isGone, name: pipelines.length > 1 ? `${pipeline} · ${name}` : name },
    })),
  )
}

function stageName(id: string): string {
  return id === 'none' ? t.value('lead.noDeal') : (stages().find((one) => one.id === id)?.name ?? '')
}

/** Where the deal a lead became can stand; one that is gone is offered only where it is asked for. */
export const stageOptions = (chosen: string): Option[] => [
  { value: '', label: t.value('filter.any') },
  { value: 'none', label: t.value('lead.noDeal') },
  ...stages()
    .filter(({ id, isGone }) => !isGone || id === chosen)
    .map(({ id, name }) => ({ value: id, label: name })),
]
