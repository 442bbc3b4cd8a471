import { useLocation, useRoute } from 'preact-iso'
import type { MoneyDimension } from '#shared/rules/chat-money'
import { homePipeline, pipelinesInOrder } from '../../data/pipelines'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { withParameter } from '../../parts/deals/address'
import { useOwnPipeline } from '../../parts/deals/use-own-pipeline'
import { reportsPath } from '../../routes'
import { Screen, ScreenHead, ScreenPanel, ScreenTabs } from '../../ui/screen'
import { useTabs } from '../../ui/tabs'
import { Chats } from './chats'
import { withoutGroup } from './counted'
import { DealReport } from './deal-report'
import { dimensionsOf, type Report, readWanted, reports, type Wanted } from './filter'
import { Filters } from './filters'
import { Funnel } from './funnel'
import { LeadReport } from './lead-report'
import { MoneyChats } from './money-chats'
import { MoneyReport } from './money-report'
import styles from './reports.module.css'

/** What the numbers say, each of them a way to the very deals it counts. */
export function Reports() {
  const { query, url, route } = useLocation()
  const { params } = useRoute()
  const { name, panel } = useTabs()
  const wanted = readWanted(params.report, query)
  const pipelines = pipelinesInOrder(state.value)
  const pipeline = pipelines.find(({ id }) => id === wanted.pipelineId) ?? null
  const { report } = wanted
  useOwnPipeline(wanted.pipelineId || undefined, pipeline ?? undefined, homePipeline(state.value), ({ id }) =>
    route(withParameter(url, 'pipeline', id), true),
  )
  return (
    <Screen label={t.value('shell.reports')}>
      <ScreenHead title={t.value('shell.reports')}>
        <ScreenTabs
          name={name}
          label={t.value('shell.reports')}
          tabs={reports.filter(isAllowed).map((id) => ({ id, label: t.value(`report.${id}`) }))}
          chosen={report}
          onChoose={(next) => route(`${reportsPath(next)}${kept(url)}`, true)}
        />
      </ScreenHead>
      <Filters wanted={wanted} pipelines={pipelines} />
      <ScreenPanel {...panel(report)}>
        <p class={styles.meaning}>{t.value(`report.${report}.meaning`)}</p>
        {report === 'funnel' ? (
          <Funnel wanted={wanted} pipeline={pipeline ?? homePipeline(state.value)} />
        ) : report === 'leads' ? (
          <LeadReport wanted={wanted} by={dimensionsOf.leads.find((one) => one === wanted.by) ?? 'status'} />
        ) : report === 'chats' ? (
          <Chats wanted={wanted} by={dimensionsOf.chats.find((one) => one === wanted.by) ?? 'agent'} />
        ) : report === 'money' ? (
          <Money wanted={wanted} by={dimensionsOf.money.find((one) => one === wanted.by) ?? 'page'} />
        ) : (
          <DealReport
            wanted={wanted}
            report={report}
            by={dimensionsOf[report].find((one) => one === wanted.by) ?? dimensionsOf[report][0]}
            pipeline={pipeline}
          />
        )}
      </ScreenPanel>
    </Screen>
  )
}

/** What chats brought, or the very chats behind one of its numbers. */
const Money = ({ wanted, by }: { wanted: Wanted; by: MoneyDimension }) =>
  wanted.step ? <MoneyChats wanted={wanted} by={by} step={wanted.step} /> : <MoneyReport wanted={wanted} by={by} />

/** Leads are for who may read them. */
const isAllowed = (report: Report) => report !== 'leads' || may('leads.read')

/** What narrows one report narrows the next; what it is told apart by is its own. */
function kept(url: string): string {
  const parameters = new URLSearchParams(withoutGroup(url).split('?')[1] ?? '')
  parameters.delete('by')
  const rest = parameters.toString()
  return rest && `?${rest}`
}
