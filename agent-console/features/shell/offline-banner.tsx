import { WifiOff } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { status } from '../../data/connection'
import { t } from '../../data/session'
import { Icon } from '../../ui/icon'
import styles from './shell.module.css'

/** Short interruptions are nobody's business; from five seconds on it is said. */
const patienceMs = 5000

/** Says that the line is down, and for a moment that it is back. */
export function OfflineBanner() {
  const [shown, setShown] = useState<'' | 'offline' | 'back'>('')
  const down = status.value === 'offline' || status.value === 'connecting'
  // The banner's own state only matters at the moment in which the line goes up or down.
  useEffect(() => {
    if (down) {
      const timer = setTimeout(() => setShown('offline'), patienceMs)
      return () => clearTimeout(timer)
    }
    setShown((before) => (before === 'offline' ? 'back' : ''))
    const timer = setTimeout(() => setShown(''), 3000)
    return () => clearTimeout(timer)
  }, [down])
  return (
    <div role="status">
      {shown === 'offline' ? (
        <p class={styles.offline}>
          <Icon icon={WifiOff} />
          {t.value('shell.offline')}
        </p>
      ) : shown === 'back' ? (
        <p class={styles.online}>{t.value('shell.back')}</p>
      ) : null}
    </div>
  )
}
