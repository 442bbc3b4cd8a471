import { X } from 'lucide'
import { t } from '../../data/session'
import { Icon } from '../../ui/icon'
import styles from './chips.module.css'

export type Chip = { key: string; words: string; onDrop: () => void }

/** What narrows a list, each part with its way out. */
export function Chips({ chips }: { chips: readonly Chip[] }) {
  if (chips.length === 0) return null
  return (
    <ul class={styles.chips} aria-label={t.value('filter.active')}>
      {chips.map(({ key, words, onDrop }) => (
        <li key={key}>
          <button type="button" class={styles.chip} onClick={onDrop}>
            <span class="unseen">{t.value('filter.drop')}: </span>
            {words}
            <Icon icon={X} size={12} />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** A range in words: `Created: 1 Nov – …`. */
export function rangeWords(what: string, value: string, show: (one: string) => string): string {
  const [from = '', until = ''] = value.split('..')
  return `${what}: ${from ? show(from) : '…'} – ${until ? show(until) : '…'}`
}
