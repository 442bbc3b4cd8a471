import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { RefusedError } from '../../data/client'
import { status } from '../../data/connection'
import { openThread } from '../../data/conversations'
import type { Thread } from '../../data/state'
import { state } from '../../data/store'
import { wholeRun } from './lines'

/** A hole that one answer did not fill is asked about again after this long. */
const againMs = 2_000

type Opened = {
  thread: Thread | undefined
  /** Why there is none: it is not there for me, or it could not be asked for. */
  problem: 'missing' | 'failed' | null
  /** Whether older messages are on their way. */
  isLoadingOlder: boolean
  loadOlder: () => void
  tryAgain: () => void
}

/** A conversation's thread, asked for when it is not here, and again when a message in it is missing. */
export function useThread(conversationId: string): Opened {
  const known = state.value.threads.get(conversationId)
  const { run, isWhole } = wholeRun(known?.messages ?? [])
  const [problem, setProblem] = useState<Opened['problem']>(null)
  const [isLoadingOlder, setLoadingOlder] = useState(false)
  const loading = useRef(false)
  const isOnline = status.value === 'online'
  const isHere = known !== undefined

  const open = useCallback(() => {
    setProblem(null)
    openThread(conversationId).catch((error: unknown) => {
      setProblem(error instanceof RefusedError && error.code === 'not-found' ? 'missing' : 'failed')
    })
  }, [conversationId])

  useEffect(() => {
    if (!isHere && isOnline) open()
  }, [isHere, isOnline, open])

  useEffect(() => {
    if (isWhole || !isOnline) return
    open()
    const timer = setInterval(open, againMs)
    return () => clearInterval(timer)
  }, [isWhole, isOnline, open])

  const loadOlder = useCallback(() => {
    if (loading.current || !isOnline) return
    loading.current = true
    setLoadingOlder(true)
    openThread(conversationId, true)
      .catch(() => {
        // The line is down or busy: scrolling asks again.
      })
      .finally(() => {
        loading.current = false
        setLoadingOlder(false)
      })
  }, [conversationId, isOnline])

  return { thread: known && { ...known, messages: run }, problem, isLoadingOlder, loadOlder, tryAgain: open }
}
