import { useEffect, useState } from 'preact/hooks'
import { mark } from '../../data/conversations'
import { may } from '../../data/session'

/** Says that messages up to `seq` were seen: rendered, in view, in a tab somebody looks at. */
export function useReadMarks(conversationId: string, seq: number, isInView: boolean): void {
  const isLookedAt = useIsLookedAt()
  useEffect(() => {
    // Whoever may not answer does not tell the visitor that they were read.
    if (seq > 0 && isLookedAt && isInView && may('conversations.reply')) mark(conversationId, seq, seq)
  }, [conversationId, seq, isLookedAt, isInView])
}

function useIsLookedAt(): boolean {
  const [visible, setVisible] = useState(document.visibilityState === 'visible')
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible')
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return visible
}
