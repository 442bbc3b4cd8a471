import { useEffect, useState } from 'preact/hooks'
import type { SessionState } from '../session'
import { t } from '../ui/words'

/** A short loss of the connection is nobody's business. */
const quietMs = 5000

/** Says that the connection is being restored, but only once it has been away for a while. */
export function Banner({ state }: { state: SessionState }) {
  const [late, setLate] = useState(false)
  const away = state.connection === 'trying'
  useEffect(() => {
    setLate(false)
    if (!away) return
    const timer = setTimeout(() => setLate(true), quietMs)
    return () => clearTimeout(timer)
  }, [away])
  return (
    <p class="banner" role="status">
      {away && late && t(state.loaded ? 'reconnecting' : 'connecting')}
    </p>
  )
}
