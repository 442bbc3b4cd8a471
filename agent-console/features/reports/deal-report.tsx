import type { Pipeline } from '#shared/protocol/pipelines'
import type { ReportRow, ReportSum } from '#shared/protocol/reports'
import { dayAt } from '#shared/values/calendar'
import { zone } from '../../data/deal-lists'
import { readDealReport, reportAddress } from '../../data/reports'
import { locale, t } from '../../data/session'
import { withFilter } from '../../parts/deal-lists/asking'
import { dealsPath } from '../../routes'
import { Money } from '../../ui/money'
import { now } from '../../ui/when'
import { byStage } from './by-stage'
import { type ShownDimension, type Wanted, wordsOf, wordsOfGroup } from './filter'
import { groupWords } from './group-words'
import { Figure, type Line, ReportTable } from './report-table'
import { useReport } from './use-report'

type DealReportProps = {
  wanted: Wanted
  report: 'pipeline' | 'won' | 'lost'
  by: ShownDimension
  pipeline: Pipeline | null
}

/** Deals by what tells them apart: how many, what they come to and how likely, with a bar to compare them by. */
export function DealReport({ wanted, report, by, pipeline }: DealReportProps) {
  const words = wordsOf(wanted, dayAt(now.value, zone()))
  const asked = { ...words, ...(pipeline && { pipelineId: pipeline.id }) }
  const reading = useReport(JSON.stringify([by, asked]), () => readDealReport(by, asked))
  const say = t.value
  const isOpen = report === 'pipeline'
  const to = (group: ReportRow) => {
    const narrowed = wordsOfGroup(by, group.key, words)
    return narrowed && withFilter(`${dealsPath(pipeline?.id)}?view=list`, narrowed, null)
  }
  return (
    <ReportTable
      reading={reading}
      caption={say(`report.${report}`)}
      heads={[
        say(`report.by.${by}`),
        say('report.count'),
        ...(isOpen ? [] : [say('report.share')]),
        say('report.amount'),
        ...(isOpen ? [say('report.weighted')] : []),
      ]}
      file={reportAddress('deals', { by, ...asked }, locale.value)}
      linesOf={({ rows, total }) => {
        const all = countOf(total)
        // Stages stand in the order of the pipeline, as on the board; everything else as the server sorted it.
        const ordered = by === 'stage' || by === 'lastStage' ? rows.toSorted(byStage()) : rows
        return [...ordered.map((row) => line(row, all)), sumLine(total, all)]
      }}
      more={({ more }) => more}
    />
  )

  function line(row: ReportRow, all: number): Line {
    const count = countOf(row.sums)
    return {
      key: row.key ?? '',
      label: groupWords(by, row.key),
      href: to(row),
      share: all === 0 ? 0 : count / all,
      cells: cells(row.sums, count, all),
    }
  }

  function sumLine(total: readonly ReportSum[], all: number): Line {
    const href = withFilter(`${dealsPath(pipeline?.id)}?view=list`, words, null)
    return { key: 'total', label: say('report.total'), href, share: null, cells: cells(total, all, all) }
  }

  function cells(sums: readonly ReportSum[], count: number, all: number) {
    return [
      <Figure key="count" value={count} />,
      ...(isOpen ? [] : [<Figure key="share" value={all === 0 ? 0 : count / all} percent />]),
      <Amounts key="amount" sums={sums} of="amount" />,
      ...(isOpen ? [<Amounts key="weighted" sums={sums} of="weighted" />] : []),
    ]
  }
}

/** One below the other: different currencies are never added up. */
const Amounts = ({ sums, of }: { sums: readonly ReportSum[]; of: 'amount' | 'weighted' }) => (
  <>
    {sums.map((sum) => (
      <div key={sum.currency}>
        <Money amount={sum[of]} currency={sum.currency} />
      </div>
    ))}
  </>
)

const countOf = (sums: readonly ReportSum[]) => sums.reduce((count, sum) => count + sum.count, 0)
