import { Trophy, X } from 'lucide'
import { t } from '../../data/session'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { carried } from './carry'
import styles from './drop-strips.module.css'

/** Where a carried card is won or lost; there only while one is carried. */
export function DropStrips() {
  const now = carried.value
  if (!now) return null
  return (
    <div class={styles.strips} aria-hidden="true">
      <div data-strip="won" class={classes(styles.strip, styles.won, now.at.over === 'won' && styles.over)}>
        <Icon icon={Trophy} size={18} />
        {t.value('deal.won')}
      </div>
      <div data-strip="lost" class={classes(styles.strip, styles.lost, now.at.over === 'lost' && styles.over)}>
        <Icon icon={X} size={18} />
        {t.value('deal.lost')}
      </div>
    </div>
  )
}
