import type { ChatDimension, ChatRow } from '#shared/protocol/reports'
import { dayAt } from '#shared/values/calendar'
import { zone } from '../../data/deal-lists'
import { readChats, reportAddress } from '../../data/reports'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { dayWords } from '../../parts/deals/words'
import { now } from '../../ui/when'
import { spanOf, type Wanted } from './filter'
import { HourMap } from './hour-map'
import { Figure, type Line, ReportTable } from './report-table'
import { useReport } from './use-report'

/** How conversations were answered: how many, how many nobody answered, and how long people waited. */
export function Chats({ wanted, by }: { wanted: Wanted; by: ChatDimension }) {
  const say = t.value
  const words = { by, ...spanOf(wanted, dayAt(now.value, zone())), ...(wanted.siteId && { siteId: wanted.siteId }) }
  const reading = useReport(JSON.stringify(words), () => readChats(words))
  const file = reportAddress('chats', words, locale.value)
  if (by === 'hour' && reading.value) return <HourMap rows={reading.value.rows} file={file} />
  const line = (row: ChatRow, label: string, share: number | null): Line => ({
    ...{ key: row.key ?? label, label, href: null, share },
    cells: [
      <Figure key="chats" value={row.chats} />,
      <Figure key="missed" value={row.missed} />,
      duration(row.medianReply),
      duration(row.slowReply),
      duration(row.medianHandling),
    ],
  })
  return (
    <ReportTable
      reading={reading}
      caption={say('report.chats')}
      heads={[
        ...[say(`report.by.${by}`), say('report.chats'), say('report.missed')],
        ...[say('report.medianReply'), say('report.slowReply'), say('report.handling')],
      ]}
      file={file}
      linesOf={({ rows, total }) => [
        ...rows.map((row) => line(row, nameOf(by, row.key), total.chats === 0 ? 0 : row.chats / total.chats)),
        line(total, say('report.total'), null),
      ]}
    />
  )
}

function nameOf(by: ChatDimension, key: string | null): string {
  if (by === 'site') return state.value.sites.get(key ?? '')?.name ?? ''
  if (by === 'agent')
    return key === null ? t.value('report.unanswered') : (state.value.agents.get(key)?.name ?? t.value('deal.somebody'))
  return key === null ? '' : dayWords(key)
}

const minute = 60
const hour = 3_600

/** `45 sec`, `3 min`, `2.5 hr`. */
function duration(seconds: number | null): string {
  if (seconds === null) return '–'
  const [value, unit] =
    seconds < minute ? [seconds, 'second'] : seconds < hour ? [seconds / minute, 'minute'] : [seconds / hour, 'hour']
  const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 } as const
  return new Intl.NumberFormat(locale.value, format as Intl.NumberFormatOptions).format(value)
}
