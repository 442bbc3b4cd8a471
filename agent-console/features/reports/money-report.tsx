import { useLocation } from 'preact-iso'
import type { MoneyRow } from '#shared/protocol/money-report'
import type { MoneyDimension, MoneyStep } from '#shared/rules/chat-money'
import { leadNews } from '../../data/leads'
import { readMoney, reportAddress } from '../../data/reports'
import { locale, t } from '../../data/session'
import { Money } from '../../ui/money'
import { countedAt } from './counted'
import type { Wanted } from './filter'
import { moneyGroupWords, wordsOfMoney } from './money-words'
import { Figure, type Line, ReportTable } from './report-table'
import { useReport } from './use-report'

/** What conversations brought: leads, deals, and what was won. Each number leads to the very conversations it counts. */
export function MoneyReport({ wanted, by }: { wanted: Wanted; by: MoneyDimension }) {
  const { url } = useLocation()
  const words = wordsOfMoney(wanted, by)
  const reading = useReport(JSON.stringify(words), () => readMoney(words), leadNews)
  const say = t.value
  return (
    <ReportTable
      reading={reading}
      caption={say('report.money')}
      heads={[
        ...[say(`report.by.${by}`), say('report.chats'), say('report.leads'), say('report.count')],
        ...[say('report.won'), say('report.wonAmount')],
      ]}
      file={reportAddress('money', words, locale.value)}
      linesOf={({ rows, total }) => [
        ...rows.map((row) =>
          line(row, moneyGroupWords(by, row.key), (step) => countedAt(url, step, row.key ?? ''), row.chats),
        ),
        { ...line(total, say('report.total'), (step) => countedAt(url, step), null), key: 'total' },
      ]}
      more={({ more }) => more}
    />
  )
}

function line(row: MoneyRow, label: string, to: (step: MoneyStep) => string, share: number | null): Line {
  const linked = (value: number | null, step: MoneyStep) =>
    value ? (
      <a key={step} href={to(step)}>
        <Figure value={value} />
      </a>
    ) : value === null ? (
      '–'
    ) : (
      <Figure key={step} value={value} />
    )
  return {
    ...{ key: `of ${row.key}`, label, share },
    href: row.chats > 0 ? to('chats') : null,
    cells: [
      linked(row.chats, 'chats'),
      linked(row.leads, 'leads'),
      linked(row.deals, 'deals'),
      linked(row.won, 'won'),
      row.sums?.length
        ? // One below the other: different currencies are never added up.
          row.sums.map(({ currency, amount }) => (
            <div key={currency}>
              <Money amount={amount} currency={currency} />
            </div>
          ))
        : '–',
    ],
  }
}
