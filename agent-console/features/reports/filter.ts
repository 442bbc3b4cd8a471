import type { ChatDimension, DealDimension, LeadDimension } from '#shared/protocol/reports'
import { type MoneyDimension, type MoneyStep, moneyDimensions, moneySteps } from '#shared/rules/chat-money'
import { type FilterWords, quoted } from '#shared/rules/deal-filter'
import { plusDays } from '#shared/values/calendar'
import { monthOf, within } from './spans'

/** The reports, in the order of their tabs. */
export const reports = ['pipeline', 'funnel', 'won', 'lost', 'leads', 'chats', 'money'] as const
export type Report = (typeof reports)[number]

type Dimension = DealDimension | LeadDimension | ChatDimension | MoneyDimension

/** What each report about groups may be told apart by; the first is meant where the address names none. */
export const dimensionsOf = {
  pipeline: ['stage', 'owner', 'site', 'source'],
  won: ['closed', 'owner', 'site', 'source'],
  lost: ['reason', 'lastStage', 'owner', 'site', 'source', 'closed'],
  leads: ['status', 'source', 'site', 'owner', 'created', 'stage'],
  chats: ['agent', 'site', 'day', 'hour'],
  money: moneyDimensions,
} as const satisfies Record<Exclude<Report, 'funnel'>, readonly Dimension[]>

/** What deals are told apart by on screen. */
export type ShownDimension = (typeof dimensionsOf)[Exclude<Report, 'funnel' | 'leads' | 'chats' | 'money'>][number]

/** Days back from today; of `all` nothing is left out. */
export const periods = ['30', '90', '365', 'all'] as const
export type Period = (typeof periods)[number]

/** What the address asks for. */
export type Wanted = {
  report: Report
  by: Dimension
  pipelineId: string
  siteId: string
  owner: string
  period: Period
  /** Of which group the very chats are shown that came so far; all of them where the group is null. */
  group: string | null
  step: MoneyStep | null
}

type Query = Readonly<Record<string, string | undefined>>

const oneOf = <Value extends string>(all: readonly Value[], value: string | undefined) =>
  all.find((one) => one === value)

export function readWanted(named: string | undefined, query: Query): Wanted {
  const report = oneOf(reports, named) ?? 'pipeline'
  const dimensions: readonly Wanted['by'][] = report === 'funnel' ? [] : dimensionsOf[report]
  return {
    report,
    by: oneOf(dimensions, query.by) ?? dimensions[0] ?? 'stage',
    pipelineId: query.pipeline ?? '',
    siteId: query.site ?? '',
    owner: query.owner ?? '',
    period: oneOf(periods, query.period) ?? '90',
    group: query.group ?? null,
    step: report === 'money' ? (oneOf(moneySteps, query.step) ?? null) : null,
  }
}

/** Days a report looks at; `all` reaches back as far as anything can. */
export const spanOf = ({ period }: Wanted, today: string): { from: string; until: string } => ({
  from: period === 'all' ? '2000-01-01' : plusDays(today, 1 - Number(period)),
  until: today,
})

/** The words a list of deals would be narrowed by to show all that a report counts. */
export function wordsOf(wanted: Wanted, today: string): FilterWords {
  const { report, siteId, owner, period } = wanted
  const { from, until } = spanOf(wanted, today)
  const span = period === 'all' ? undefined : `${from}..${until}`
  return {
    ...(siteId && { site: siteId }),
    ...(owner && { owner }),
    ...(report === 'pipeline' && { outcome: 'open' }),
    ...(report === 'funnel' && span && { created: span }),
    ...((report === 'won' || report === 'lost') && { outcome: report, ...(span && { closed: span }) }),
  }
}

/** The words that single out one group; null where no list can show just that. */
export function wordsOfGroup(by: DealDimension, key: string | null, words: FilterWords): FilterWords | null {
  switch (by) {
    case 'owner':
      return { ...words, owner: key ?? 'none' }
    case 'reason':
      return { ...words, reason: key ?? 'none' }
    case 'source':
      return { ...words, source: quoted(key ?? '') }
    case 'closed':
    case 'created':
      return key === null ? null : { ...words, [by]: within(monthOf(key), words[by]) }
    default:
      return key === null ? null : { ...words, [by]: key }
  }
}
