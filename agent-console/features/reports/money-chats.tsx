import { ArrowLeft, SearchX, Unplug } from 'lucide'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { MoneyChat } from '#shared/protocol/money-report'
import type { MoneyDimension, MoneyStep } from '#shared/rules/chat-money'
import { leadNews } from '../../data/leads'
import { readMoneyChats } from '../../data/reports'
import { t } from '../../data/session'
import { withParameter } from '../../parts/deals/address'
import { cardPerson } from '../../parts/deals/words'
import { inboxPath, leadPath } from '../../routes'
import { Badge } from '../../ui/badge'
import { Button, ButtonLink } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Money } from '../../ui/money'
import { When } from '../../ui/when'
import { withoutGroup } from './counted'
import type { Wanted } from './filter'
import { moneyGroupWords, wordsOfMoney } from './money-words'
import table from './report-table.module.css'
import styles from './reports.module.css'
import { useReport } from './use-report'

/** So many are shown at first, and so many more each time. */
const together = 50

/** The very conversations a number of the report counts, with the leads and deals that are theirs. */
export function MoneyChats({ wanted, by, step }: { wanted: Wanted; by: MoneyDimension; step: MoneyStep }) {
  const { url } = useLocation()
  const [most, setMost] = useState(together)
  const say = t.value
  const { group } = wanted
  const words = { ...wordsOfMoney(wanted, by), step, ...(group !== null && { group }) }
  const reading = useReport(JSON.stringify([words, most]), () => readMoneyChats(words, most), leadNews)
  const { value, failed, stale, again } = reading
  const of = group === null ? say('report.total') : `${say(`report.by.${by}`)}: ${moneyGroupWords(by, group)}`
  return (
    <section class={table.place} aria-busy={stale || undefined}>
      <ButtonLink icon={ArrowLeft} size="small" href={withoutGroup(url)}>
        {say('report.money.back')}
      </ButtonLink>
      <h2 class={styles.counted} dir="auto">
        {of} · {stepWords(step)}
      </h2>
      {failed && value === null ? (
        <EmptyState
          icon={Unplug}
          title={say('report.failed')}
          action={<Button onClick={again}>{say('person.again')}</Button>}
        />
      ) : value?.items.length === 0 ? (
        <EmptyState icon={SearchX} title={say('report.money.none')} />
      ) : value ? (
        <Chats items={value.items} />
      ) : null}
      {value?.next ? <Button onClick={() => setMost(most + together)}>{say('tasks.more')}</Button> : null}
    </section>
  )
}

function Chats({ items }: { items: readonly MoneyChat[] }) {
  const say = t.value
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class={table.scroller} aria-label={say('report.chats')} tabIndex={0}>
      <table class={`${table.table} ${styles.chats}`}>
        <thead>
          <tr>
            <th scope="col">{say('report.money.conversation')}</th>
            <th scope="col">{say('report.money.began')}</th>
            <th scope="col">{say('report.leads')}</th>
            <th scope="col">{say('report.count')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((chat) => (
            <Row key={chat.conversationId} chat={chat} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ chat }: { chat: MoneyChat }) {
  const { url } = useLocation()
  const { conversationId, personCode, startedAt, page, leads, deals } = chat
  const person = cardPerson({ personName: chat.personName ?? '', personCode })
  return (
    <tr>
      <th scope="row">
        <a href={inboxPath('all', conversationId)} dir="auto">
          {person}
        </a>
        {page ? (
          <div class={styles.page} dir="ltr">
            {page}
          </div>
        ) : null}
      </th>
      <td>
        <When at={startedAt} />
      </td>
      <td>
        {leads.map(({ id, name }) => (
          <div key={id}>
            <a href={leadPath(id)} dir="auto">
              {name || person}
            </a>
          </div>
        ))}
      </td>
      <td>
        {deals.map(({ id, name, outcome, amount, currency }) => (
          <div key={id} class={styles.deal}>
            <a href={withParameter(url, 'deal', id)} dir="auto">
              {name}
            </a>
            <Money amount={amount} currency={currency} />
            {outcome === 'open' ? null : (
              <Badge tone={outcome === 'won' ? 'success' : 'danger'}>{t.value(`deal.${outcome}`)}</Badge>
            )}
          </div>
        ))}
      </td>
    </tr>
  )
}

const stepWords = (step: MoneyStep): string =>
  t.value(step === 'deals' ? 'report.count' : step === 'won' ? 'report.won' : `report.${step}`)
