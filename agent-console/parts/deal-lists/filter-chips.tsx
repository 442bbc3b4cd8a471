import { type FilterName, type FilterWords, filterNames } from '#shared/rules/deal-filter'
import { formatMoney } from '#shared/values/money'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { dayWords } from '../deals/words'
import { Chips, rangeWords } from '../lists/chips'

type FilterChipsProps = { filter: FilterWords; currency: string; onDrop: (name: FilterName) => void }

/** What narrows the view, each part with its way out. */
export function FilterChips({ filter, currency, onDrop }: FilterChipsProps) {
  const shown = filterNames.filter((name) => filter[name] !== undefined && name !== 'q' && name !== 'outcome')
  return (
    <Chips
      chips={shown.map((name) => ({
        ...{ key: name, words: chipWords(name, filter[name] ?? '', currency) },
        onDrop: () => onDrop(name),
      }))}
    />
  )
}

function chipWords(name: FilterName, value: string, currency: string): string {
  const say = t.value
  const stages = [...state.value.pipelines.values()].flatMap((pipeline) => pipeline.stages)
  switch (name) {
    case 'owner':
      return `${say('deal.owner')}: ${value.split(',').map(ownerWords).join(', ')}`
    case 'stage':
      return value
        .split(',')
        .map((id) => stages.find((stage) => stage.id === id)?.name ?? '')
        .join(', ')
    case 'task':
      return say(`filter.task.${value as 'none'}`)
    case 'stuck':
      return say('filter.stuck')
    case 'amount':
      return rangeWords(say('deal.amount'), value, (one) => formatMoney(Number(one), currency, locale.value))
    case 'closes':
      return rangeWords(say('deal.closesOn'), value, dayWords)
    case 'created':
      return rangeWords(say('filter.created'), value, dayWords)
    case 'closed':
      return rangeWords(say('filter.closed'), value, dayWords)
    case 'tag':
      return `#${value}`
    case 'site':
      return `${say('tasks.site')}: ${namesOf(value, (id) => state.value.sites.get(id)?.name)}`
    case 'reason':
      return `${say('filter.reason')}: ${namesOf(value, reasonName)}`
    case 'lastStage':
      return `${say('filter.lastStage')}: ${namesOf(value, stageName)}`
    case 'reached':
      return `${say('filter.reached')}: ${namesOf(value, stageName)}`
    default:
      return `${say('deal.source')}: ${value}`
  }
}

const namesOf = (value: string, nameOf: (id: string) => string | undefined) =>
  value.split(',').map(nameOf).filter(Boolean).join(', ')

const pipelines = () => [...state.value.pipelines.values()]
const stageName = (id: string) =>
  pipelines()
    .flatMap(({ stages, archived }) => [...stages, ...archived.stages])
    .find((stage) => stage.id === id)?.name
const reasonName = (id: string) =>
  id === 'none'
    ? t.value('report.noReason')
    : pipelines()
        .flatMap(({ lossReasons, archived }) => [...lossReasons, ...archived.lossReasons])
        .find((reason) => reason.id === id)?.label

const ownerWords = (id: string) => state.value.agents.get(id)?.name ?? t.value('deal.nobody')
