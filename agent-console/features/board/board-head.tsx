import { ChevronDown } from 'lucide'
import { useLocation } from 'preact-iso'
import type { Pipeline } from '#shared/protocol/pipelines'
import { formatMoney } from '#shared/values/money'
import { openStages } from '../../data/deals'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { totalsOver } from '../../parts/deals/weight'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import styles from './board-head.module.css'

/** Which pipeline it is, and what all of it is worth. */
export function BoardHead({ pipeline, pipelines }: { pipeline: Pipeline; pipelines: readonly Pipeline[] }) {
  const { route } = useLocation()
  const totals = totalsOver(openStages(pipeline), state.value.totals)
  const money = (amount: number) => formatMoney(amount, pipeline.currency, locale.value)
  return (
    <header class={styles.head}>
      <h1 class={styles.title}>
        {pipelines.length > 1 ? (
          <Menu
            label={t.value('board.pipeline')}
            entries={pipelines.map(({ id, name, currency }) => ({
              label: name,
              hint: currency,
              checked: id === pipeline.id,
              onChoose: () => route(`/crm/deals/${id}`),
            }))}
            trigger={
              <button type="button" class={styles.pipeline}>
                <span class="unseen">{t.value('board.pipeline')}: </span>
                <span class={styles.name}>{pipeline.name}</span>
                <Icon icon={ChevronDown} />
              </button>
            }
          />
        ) : (
          <span class={styles.name}>{pipeline.name}</span>
        )}
      </h1>
      <p class={styles.totals}>
        {t.value('board.open')} <strong>{money(totals.amount)}</strong>
        <span class={styles.weighted}>
          {' · '}
          {t.value('board.weighted')} <strong>{money(totals.weighted)}</strong>
        </span>
      </p>
    </header>
  )
}
