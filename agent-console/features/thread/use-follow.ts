import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** So near to the end counts as being there. */
const nearPx = 48

type Following = {
  /** Whether the newest line is in view. */
  atEnd: boolean
  onScroll: () => void
  toEnd: () => void
}

/**
 * Keeps a thread where its reader is: at the end it follows what arrives, scrolled up it stays with the lines in view
 * when older ones come in above them.
 */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  /** The oldest line here; when it changes, older lines have come. */
  first: string | undefined,
): Following {
  const [atEnd, setAtEnd] = useState(true)
  const stays = useRef({ atEnd: true, first, height: 0, top: 0 })

  const toEnd = useCallback(() => {
    stays.current.atEnd = true
    setAtEnd(true)
    const box = scroller.current
    if (box) box.scrollTop = box.scrollHeight
  }, [scroller])

  const onScroll = useCallback(() => {
    const box = scroller.current
    if (!box) return
    const isEnd = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx
    // A box that grew has scrolled nobody anywhere: only a move up lets go of the end.
    if (!isEnd && stays.current.atEnd && box.scrollTop >= stays.current.top) return
    stays.current.top = box.scrollTop
    stays.current.atEnd = isEnd
    setAtEnd(isEnd)
  }, [scroller])

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const { current } = stays
    if (current.atEnd) box.scrollTop = box.scrollHeight
    else if (current.first !== first) box.scrollTop += box.scrollHeight - current.height
    current.first = first
    current.height = box.scrollHeight
    current.top = box.scrollTop
  })

  useLayoutEffect(() => {
    const [box, inside] = [scroller.current, content.current]
    if (!box || !inside) return
    const observer = new ResizeObserver(() => {
      if (stays.current.atEnd) box.scrollTop = box.scrollHeight
      stays.current.height = box.scrollHeight
      stays.current.top = box.scrollTop
    })
    observer.observe(box)
    observer.observe(inside)
    return () => observer.disconnect()
  }, [scroller, content])

  return { atEnd, onScroll, toEnd }
}
