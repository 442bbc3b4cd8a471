import type { LeadDimension, LeadRow } from '#shared/protocol/reports'
import type { LeadOutcome } from '#shared/rules/lead-filter'
import { dayAt } from '#shared/values/calendar'
import { zone } from '../../data/deal-lists'
import { leadNews, statusesOf } from '../../data/leads'
import { readLeadReport, reportAddress } from '../../data/reports'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { leadsWith } from '../../parts/leads/address'
import { now } from '../../ui/when'
import { byStage } from './by-stage'
import type { Wanted } from './filter'
import { groupWords } from './group-words'
import { wordsOfLeadGroup, wordsOfLeads } from './lead-words'
import { Figure, type Line, ReportTable } from './report-table'
import { useReport } from './use-report'

/** What became of leads: how many were converted, became a deal, and how that ended. Each number leads to those leads. */
export function LeadReport({ wanted, by }: { wanted: Wanted; by: LeadDimension }) {
  const today = dayAt(now.value, zone())
  const words = wordsOfLeads(wanted, today)
  const reading = useReport(JSON.stringify([by, words]), () => readLeadReport(by, words), leadNews)
  const say = t.value
  return (
    <ReportTable
      reading={reading}
      caption={say('report.leads')}
      heads={[
        ...[say(`report.by.${by}`), say('report.leads'), say('report.converted'), say('report.convertedShare')],
        ...[say('report.becameDeals'), say('report.won'), say('report.lost'), say('report.wonShare')],
      ]}
      file={reportAddress('leads', { by, ...words }, locale.value)}
      linesOf={({ rows, total }) => [
        ...inOrder(by, rows).map((row) =>
          line(row, (outcome) => wordsOfLeadGroup({ by, key: row.key }, words, { today, outcome })),
        ),
        { ...line(total, (outcome) => ({ ...words, outcome })), key: 'total', label: say('report.total'), share: null },
      ]}
      more={({ more }) => more}
    />
  )

  function line(row: LeadRow, wordsFor: (outcome: LeadOutcome) => ReturnType<typeof wordsOfLeads>): Line {
    const linked = (value: number | null, outcome: LeadOutcome) =>
      value ? (
        <a key={outcome} href={leadsWith(wordsFor(outcome))}>
          <Figure value={value} />
        </a>
      ) : (
        figure(value)
      )
    return {
      key: row.key ?? '',
      label: groupWords(by, row.key),
      href: leadsWith(wordsFor('any')),
      share: row.leads,
      cells: [
        linked(row.leads, 'any'),
        linked(row.converted, 'converted'),
        figure(row.convertedShare, true),
        linked(row.deals, 'deal'),
        linked(row.won, 'won'),
        linked(row.lost, 'lost'),
        figure(row.wonShare, true),
      ],
    }
  }
}

/** Nothing is said where there is nothing to say. */
const figure = (value: number | null, percent = false) =>
  value === null ? '–' : <Figure value={value} percent={percent} />

/** Steps of a way stand in its order; everything else as the server sorted it. */
function inOrder(by: LeadDimension, rows: readonly LeadRow[]): readonly LeadRow[] {
  if (by === 'stage') return rows.toSorted(byStage())
  if (by !== 'status') return rows
  const places = new Map(statusesOf(state.value).map(({ id }, place) => [id, place]))
  return rows.toSorted((a, b) => (places.get(a.key ?? '') ?? 0) - (places.get(b.key ?? '') ?? 0))
}
