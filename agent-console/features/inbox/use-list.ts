import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Conversation, InboxView } from '#shared/protocol/conversations'
import { status } from '../../data/connection'
import { inboxRows, loadInbox, mark } from '../../data/conversations'
import { state } from '../../data/store'
import { ignored } from './ignored'

type Listed = {
  rows: readonly Conversation[]
  isLoaded: boolean
  hasFailed: boolean
  /** Asks for the next page, if there is one and it is not on its way. */
  loadMore: () => void
  tryAgain: () => void
}

/** One list of the inbox: asked for when it is not here, and live from then on. */
export function useList(view: InboxView): Listed {
  const known = state.value
  const isLoaded = known.lists[view] !== undefined
  const isOnline = status.value === 'online'
  const [hasFailed, setFailed] = useState(false)
  const loading = useRef(false)
  const rows = inboxRows(known, view).filter(({ id }) => view !== 'incoming' || !ignored.value.has(id))

  const load = useCallback(
    (more: boolean) => {
      if (loading.current) return
      loading.current = true
      setFailed(false)
      loadInbox(view, more)
        .catch(() => setFailed(true))
        .finally(() => {
          loading.current = false
        })
    },
    [view],
  )
  useEffect(() => {
    loading.current = false
    if (!isLoaded && isOnline) load(false)
  }, [isLoaded, isOnline, load])

  // What visitors wrote while no console was open has come with the list. What comes later is told where it comes in.
  const newest = rows.map(({ id, head }) => `${id} ${head}`).join('\n')
  useEffect(() => {
    for (const { id, head, agentMarks } of rows) if (head > agentMarks.delivered) mark(id, head, 0)
  }, [newest])

  return {
    rows,
    isLoaded,
    hasFailed,
    loadMore: () => {
      if (isOnline && known.lists[view]) load(true)
    },
    tryAgain: () => load(!isLoaded ? false : Boolean(known.lists[view])),
  }
}
