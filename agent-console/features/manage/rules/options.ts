import type { Condition, Event, Who } from '#shared/protocol/rules'
import { pipelinesInOrder } from '../../../data/pipelines'
import { t } from '../../../data/session'
import { state } from '../../../data/store'
import type { Option } from '../../../ui/field'

/** Stages of pipelines in use, with their pipeline where there are several. */
export function stageOptions(openOnly = false): Option[] {
  const inUse = pipelinesInOrder(state.value).filter(({ isArchived }) => !isArchived)
  return inUse.flatMap(({ name, stages }) =>
    stages
      .filter(({ kind }) => !openOnly || kind === 'open')
      .map((stage) => ({ value: stage.id, label: inUse.length > 1 ? `${name} · ${stage.name}` : stage.name })),
  )
}

/** Pipelines in use. */
export const pipelineOptions = (): Option[] =>
  pipelinesInOrder(state.value)
    .filter(({ isArchived }) => !isArchived)
    .map(({ id, name }) => ({ value: id, label: name }))

export const agentOptions = (): Option[] =>
  [...state.value.agents.values()]
    .filter(({ disabled }) => !disabled)
    .map(({ id, name }) => ({ value: id, label: name }))

export const siteOptions = (): Option[] =>
  [...state.value.sites.values()].map(({ id, name }) => ({ value: id, label: name }))

/** Whoever may be named, beside those an event brings with it. */
export const whoOptions = (others: readonly Exclude<Who, string & { length: 36 }>[]): Option[] => [
  ...others.map((who) => ({ value: who, label: t.value(`rule.who.${who as 'owner' | 'doer' | 'nobody'}`) })),
  ...agentOptions(),
]

/** What may be chosen for a field that has a list. */
export function valueOptions(field: 'site' | 'pipeline' | 'stage' | 'owner'): Option[] {
  if (field === 'site') return siteOptions()
  if (field === 'stage') return stageOptions()
  if (field === 'pipeline') return pipelinesInOrder(state.value).map(({ id, name }) => ({ value: id, label: name }))
  return [{ value: 'nobody', label: t.value('rule.nobody') }, ...agentOptions()]
}

const listed = ['site', 'pipeline', 'stage', 'owner'] as const
export type Listed = (typeof listed)[number]
export const isListed = (field: Condition['field']): field is Listed => (listed as readonly string[]).includes(field)

/** Words for is and is not, as they suit a field. */
export function relationOptions(field: Condition['field']): Option[] {
  const [yes, no] = relations(field)
  return [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ]
}

function relations(field: Condition['field']): [string, string] {
  const say = t.value
  if (field === 'source') return [say('rule.holds'), say('rule.holdsNot')]
  if (field === 'amount' || field === 'hours') return [say('rule.within'), say('rule.notWithin')]
  if (field === 'deal' || field === 'email') return [say('rule.has'), say('rule.hasNot')]
  return [say('rule.is'), say('rule.isNot')]
}

/** Events that deals in a stage bring. */
export const isOfStage = (on: Event): on is 'deal.entered' | 'deal.left' | 'deal.stayed' =>
  on === 'deal.entered' || on === 'deal.left' || on === 'deal.stayed'
