import { formatMoney } from '#shared/values/money'
import { sums } from '../../data/deal-lists'
import { locale, t } from '../../data/session'
import styles from './deal-list.module.css'

/** What all that matches comes to, each currency for itself. */
export function TotalsRow() {
  const found = sums.value
  if (!found) return <p class={styles.totals} aria-busy="true" />
  return (
    <p class={styles.totals} role="status">
      <strong>{t.value('list.count', { count: found.count })}</strong>
      {found.sums.map(({ currency, amount, weighted }) => (
        <span key={currency}>
          {formatMoney(amount, currency, locale.value)}{' '}
          <span class={styles.weighted}>
            {t.value('board.weightedIs', { amount: formatMoney(weighted, currency, locale.value) })}
          </span>
        </span>
      ))}
    </p>
  )
}
