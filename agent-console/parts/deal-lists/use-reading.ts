import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { afterReload } from '../../data/connection'
import { dealNews } from '../../data/deal-moves'

/** Reads when what is asked for changes and after everything was forgotten; a way to try again when that failed. */
export function useReading(key: string, read: () => Promise<unknown>): { failed: boolean; again: () => void } {
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let wanted = true
    const load = () => {
      read().then(
        () => wanted && setFailed(false),
        () => wanted && setFailed(true),
      )
    }
    load()
    const stop = afterReload(load)
    return () => {
      wanted = false
      stop()
    }
  }, [key, tries])
  return { failed, again: () => setTries(tries + 1) }
}

/** Asks again what facts do not tell, a while after the last of them and never more often than that. */
export function useNews(
  key: string,
  run: () => Promise<unknown>,
  afterMs: number,
  heard: ReadonlySignal<number> = dealNews,
): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let seen = heard.peek()
    const stop = heard.subscribe((count) => {
      if (count === seen || timer !== undefined) return
      seen = count
      timer = setTimeout(() => {
        timer = undefined
        seen = heard.peek()
        // What could not be asked again stays as it was read; the next news asks anew.
        run().catch(() => {})
      }, afterMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [key])
}
