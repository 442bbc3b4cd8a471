import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Thread } from '../../data/state'
import { withParameter } from '../../parts/deals/address'

/** How long what is pointed at stays marked. */
const markedMs = 2_500

/**
 * Brings the message into view that `?said=` names, asking for older ones until it is there, and marks it for a
 * moment. The address forgets it at once: a reload leads to where one reads.
 */
export function usePointed(
  content: RefObject<HTMLElement | null>,
  thread: Thread | undefined,
  loadOlder: () => void,
): void {
  const { url, query, route } = useLocation()
  const seq = query.said ? Number(query.said) : null
  const first = thread?.messages[0]?.seq
  useEffect(() => {
    if (seq === null || first === undefined) return
    if (seq < first && thread?.more) return loadOlder()
    const said = content.current?.querySelector<HTMLElement>(`[data-said="${seq}"]`)
    route(withParameter(url, 'said', null), true)
    if (!said) return
    said.scrollIntoView({ block: 'center' })
    said.dataset.pointed = ''
    setTimeout(() => delete said.dataset.pointed, markedMs)
  }, [seq, first])
}
