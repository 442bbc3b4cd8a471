import { useEffect, useState } from 'preact/hooks'
import { t } from '../../data/session'
import { BrandMark } from '../../ui/brand-mark'
import styles from './shell.module.css'

/** Before the first answer. On a quick line it is gone before it is seen; on a dead one it says so. */
export function Splash() {
  const [late, setLate] = useState<'' | 'slow' | 'stuck'>('')
  useEffect(() => {
    const timers = [setTimeout(() => setLate('slow'), 300), setTimeout(() => setLate('stuck'), 5000)]
    return () => timers.forEach(clearTimeout)
  }, [])
  return (
    <main class={styles.splash} aria-busy="true">
      {late ? <BrandMark size={40} /> : null}
      <p role="status">{late === 'stuck' ? t.value('signIn.unreachable') : late ? t.value('shell.loading') : ''}</p>
    </main>
  )
}
