import { t } from '../../data/session'
import styles from './deal-list.module.css'

const outcomes = ['open', 'won', 'lost'] as const

/** Open, won and lost: each shown or not; none chosen means all. */
export function OutcomeChips({
  value,
  onValue,
}: {
  value: string | undefined
  onValue: (value: string | null) => void
}) {
  const chosen = new Set(value?.split(',') ?? [])
  const toggle = (outcome: string) => {
    if (!chosen.delete(outcome)) chosen.add(outcome)
    onValue(
      chosen.size === 0 || chosen.size === outcomes.length ? null : outcomes.filter((it) => chosen.has(it)).join(','),
    )
  }
  return (
    <fieldset class={styles.outcomes} aria-label={t.value('list.column.outcome')}>
      {outcomes.map((outcome) => (
        <button
          key={outcome}
          type="button"
          class={styles.outcome}
          aria-pressed={chosen.has(outcome)}
          onClick={() => toggle(outcome)}
        >
          {t.value(`list.outcome.${outcome}`)}
        </button>
      ))}
    </fieldset>
  )
}
