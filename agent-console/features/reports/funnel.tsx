import type { Pipeline } from '#shared/protocol/pipelines'
import { dayAt } from '#shared/values/calendar'
import { zone } from '../../data/deal-lists'
import { readFunnel, reportAddress } from '../../data/reports'
import { locale, t } from '../../data/session'
import { withFilter } from '../../parts/deal-lists/asking'
import { dealsPath } from '../../routes'
import { now } from '../../ui/when'
import { type Wanted, wordsOf } from './filter'
import { Figure, type Line, ReportTable } from './report-table'
import { useReport } from './use-report'

/** How far deals came that were made in a time: stage by stage, how many entered, went on, were lost, and how long it took. */
export function Funnel({ wanted, pipeline }: { wanted: Wanted; pipeline: Pipeline | undefined }) {
  const words = wordsOf(wanted, dayAt(now.value, zone()))
  const pipelineId = pipeline?.id ?? ''
  const reading = useReport(JSON.stringify([pipelineId, words]), () => readFunnel(pipelineId, words))
  const say = t.value
  const list = (more: object) => withFilter(`${dealsPath(pipelineId)}?view=list`, { ...words, ...more }, null)
  const names = new Map((pipeline?.stages ?? []).map(({ id, name }) => [id, name]))
  const percent = (part: number, whole: number) => (whole === 0 ? '–' : <Figure value={part / whole} percent />)
  const link = (value: number, href: string) =>
    value === 0 ? (
      <Figure value={0} />
    ) : (
      <a href={href}>
        <Figure value={value} />
      </a>
    )
  return (
    <ReportTable
      reading={reading}
      caption={say('report.funnel')}
      heads={[
        say('report.by.stage'),
        say('report.entered'),
        say('report.movedOn'),
        say('report.movedOnShare'),
        say('report.lostHere'),
        say('report.standing'),
        say('report.days'),
      ]}
      file={reportAddress('funnel', { pipelineId, ...words }, locale.value)}
      linesOf={({ deals, won, stages }) => [
        ...stages.map(
          (stage): Line => ({
            key: stage.stageId,
            label: names.get(stage.stageId) ?? '',
            href: list({ reached: stage.stageId }),
            share: deals === 0 ? 0 : stage.entered / deals,
            cells: [
              <Figure key="entered" value={stage.entered} />,
              <Figure key="movedOn" value={stage.movedOn} />,
              percent(stage.movedOn, stage.entered),
              link(stage.lost, list({ outcome: 'lost', lastStage: stage.stageId })),
              link(stage.standing, list({ outcome: 'open', lastStage: stage.stageId })),
              stage.days === null ? '–' : <Figure key="days" value={stage.days} />,
            ],
          }),
        ),
        {
          key: 'won',
          label: say('report.won'),
          href: list({ outcome: 'won' }),
          share: deals === 0 ? 0 : won / deals,
          cells: [<Figure key="won" value={won} />, '', percent(won, deals), '', '', ''],
        },
      ]}
    />
  )
}
