import { useCallback, useEffect, useRef } from 'preact/hooks'
import { sayTyping } from '../../data/conversations'

/** Said at most this often. */
const everyMs = 3_000

/** Tells the visitor that somebody writes, and at once when nobody does any more. */
export function useTyping(conversationId: string): (isWriting: boolean) => void {
  const saidAt = useRef<number | null>(null)
  const tell = useCallback(
    (isWriting: boolean) => {
      if (!isWriting) {
        if (saidAt.current !== null) sayTyping(conversationId, false)
        saidAt.current = null
        return
      }
      const now = Date.now()
      if (saidAt.current !== null && now - saidAt.current < everyMs) return
      saidAt.current = now
      sayTyping(conversationId, true)
    },
    [conversationId],
  )
  useEffect(() => () => tell(false), [tell])
  return tell
}
