import { useEffect, useRef, useState } from 'preact/hooks'
import { randomId } from '#shared/values/random'
import type { Beside } from '../../data/beside'
import { RefusedError } from '../../data/client'
import { sendFile } from '../../data/files'
import { refusalText } from '../../data/session'

/** A file on its way, or one that did not get there. */
export type Upload = {
  /** Names the attempt: sent again after a lost answer, it is still added once. */
  rid: string
  file: File
  share: number
  problem: string
  /** Whether trying again can help. */
  again: boolean
}

/** Sends files to stand beside a record, one after another, and keeps those that failed in sight. */
export function useUploads(beside: Beside) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const stops = useRef(new Map<string, AbortController>())
  useEffect(() => () => stops.current.forEach((stop) => void stop.abort()), [])

  const set = (rid: string, change: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.rid === rid ? { ...one, ...change } : one)))
  const drop = (rid: string) => {
    stops.current.get(rid)?.abort()
    stops.current.delete(rid)
    setUploads((all) => all.filter((one) => one.rid !== rid))
  }
  const send = async ({ rid, file }: Pick<Upload, 'rid' | 'file'>) => {
    const stop = new AbortController()
    stops.current.set(rid, stop)
    set(rid, { share: 0, problem: '', again: false })
    try {
      await sendFile(beside, file, { onProgress: (share) => set(rid, { share }), signal: stop.signal }, rid)
      drop(rid)
    } catch (error) {
      const isFinal = error instanceof RefusedError && error.details.retryAfterMs === undefined
      if (!stop.signal.aborted) set(rid, { problem: refusalText(error), again: !isFinal })
    }
  }
  const add = async (files: readonly File[]) => {
    const fresh = files.map((file): Upload => ({ rid: randomId(), file, share: 0, problem: '', again: false }))
    setUploads((all) => [...all, ...fresh])
    for (const one of fresh) await send(one)
  }
  const retry = (rid: string) => {
    const one = uploads.find((upload) => upload.rid === rid)
    if (one) void send(one)
  }
  return { uploads, add: (files: readonly File[]) => void add(files), retry, drop }
}
