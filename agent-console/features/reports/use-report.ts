import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { afterReload } from '../../data/connection'
import { useNews } from '../../parts/deal-lists/use-reading'

/** A report as it was last read; `stale` while a newer one is on its way. */
export type Reading<Value> = { value: Value | null; failed: boolean; stale: boolean; again: () => void }

/** What happens while one looks is counted so soon. */
const newsMs = 2_000

/** Reads a report when what is asked for changes, when what it counts does, and when the line comes back. */
export function useReport<Value>(
  key: string,
  read: () => Promise<Value>,
  heard?: ReadonlySignal<number>,
): Reading<Value> {
  const [tries, setTries] = useState(0)
  const [found, setFound] = useState<{ key: string; value: Value } | null>(null)
  const [failed, setFailed] = useState(false)
  const again = () => setTries((count) => count + 1)
  useEffect(() => {
    let wanted = true
    read().then(
      (value) => {
        if (!wanted) return
        setFound({ key, value })
        setFailed(false)
      },
      () => wanted && setFailed(true),
    )
    return () => {
      wanted = false
    }
  }, [key, tries])
  useEffect(() => afterReload(again), [])
  useNews(key, async () => again(), newsMs, heard)
  return { value: found?.value ?? null, failed, stale: found !== null && found.key !== key, again }
}
