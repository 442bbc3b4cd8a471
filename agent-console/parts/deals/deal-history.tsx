import { useEffect, useState } from 'preact/hooks'
import type { Deal, DealEvent } from '#shared/protocol/deals'
import { dealHistory } from '../../data/deals'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { When } from '../../ui/when'
import { RuleLink } from '../rules/rule-link'
import styles from './deal-history.module.css'
import { currenciesOf, historyWords, namesIn } from './history-words'

/** What happened to a deal, newest first; asked for anew whenever it changes. */
export function DealHistory({ deal }: { deal: Deal }) {
  const [events, setEvents] = useState<readonly DealEvent[] | null>(null)
  const [wrong, setWrong] = useState('')
  // A task of the deal is part of its story and leaves the deal's version alone.
  const tasks = [...state.value.tasks.values()].filter(({ dealId }) => dealId === deal.id)
  const edition = `${deal.version} ${tasks.reduce((sum, { version }) => sum + version, tasks.length)}`
  useEffect(() => {
    let wanted = true
    dealHistory(deal.id).then(
      (found) => wanted && setEvents(found),
      (error) => wanted && setWrong(refusalText(error)),
    )
    return () => {
      wanted = false
    }
  }, [deal.id, edition])
  if (wrong && !events) return <p class={styles.wrong}>{wrong}</p>
  if (!events) return null
  const names = namesIn(state.value, deal)
  const newestFirst = events.toReversed()
  const currencies = currenciesOf(newestFirst, deal.currency)
  const lines = newestFirst.flatMap((event, index) =>
    historyWords(event, { ...names, currency: currencies[index] }).map((text, at) => ({
      key: `${event.n} ${at}`,
      at: event.at,
      text,
      rule: event.byRule,
    })),
  )
  if (lines.length === 0) return <p class={styles.empty}>{t.value('deal.historyEmpty')}</p>
  return (
    <ol class={styles.history}>
      {lines.map((line) => (
        <li key={line.key} class={styles.line}>
          <span class={styles.text}>
            {line.text}
            {line.rule ? <RuleLink rule={line.rule} /> : null}
          </span>
          <When at={line.at} class={styles.when} />
        </li>
      ))}
    </ol>
  )
}
