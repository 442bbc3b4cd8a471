import { t } from '../../data/session'
import { Toggle, Toggles } from '../../ui/toggles'
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
    <div class={styles.outcomes}>
      <Toggles label={t.value('list.column.outcome')}>
        {outcomes.map((outcome) => (
          <Toggle key={outcome} pressed={chosen.has(outcome)} onPress={() => toggle(outcome)}>
            {t.value(`list.outcome.${outcome}`)}
          </Toggle>
        ))}
      </Toggles>
    </div>
  )
}
