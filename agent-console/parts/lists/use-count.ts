import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { afterReload } from '../../data/connection'
import { useNews } from '../deal-lists/use-reading'

/** What happens while one looks is counted so soon. */
const newsMs = 2_000

/** How many something shows, counted anew when it changes; null until it is known. */
export function useCount(key: string, count: () => Promise<number>, heard: ReadonlySignal<number>): number | null {
  const [found, setFound] = useState<{ key: string; count: number } | null>(null)
  useEffect(() => {
    let wanted = true
    // What could not be counted stays as it was; the next news counts anew.
    const read = () => void ask().catch(() => {})
    const ask = async () => {
      const answer = await count()
      if (wanted) setFound({ key, count: answer })
    }
    read()
    const stop = afterReload(read)
    return () => {
      wanted = false
      stop()
    }
  }, [key])
  useNews(key, async () => setFound({ key, count: await count() }), newsMs, heard)
  return found?.key === key ? found.count : null
}
