import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks'

type VirtualOptions = {
  count: number
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>
  /** About how high a row is, in pixels; the true height is measured. */
  estimate: (index: number) => number
  /** A name that stays with a row when the list around it changes. */
  keyOf: (index: number) => string
  gap?: number
  overscan?: number
  paddingStart?: number
  paddingEnd?: number
}

/**
 * Thousands of rows, some of them in the page. Put `ref={list.measureElement}` and `data-index` on every row,
 * give the box `height: list.getTotalSize()` and each row `translateY(item.start)`.
 */
export function useVirtualList(options: VirtualOptions): Virtualizer<HTMLElement, HTMLElement> {
  const [, draw] = useReducer((n: number) => n + 1, 0)
  const { scroller, estimate, keyOf, ...rest } = options
  const all = {
    overscan: 8,
    ...rest,
    getScrollElement: () => scroller.current,
    estimateSize: estimate,
    getItemKey: keyOf,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => draw(0),
  }
  const [list] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(all))
  list.setOptions(all)
  // It attaches once and lives as long as its list.
  useEffect(() => list._didMount(), [])
  useLayoutEffect(() => list._willUpdate())
  return list
}
