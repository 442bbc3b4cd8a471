import { useRef, useState } from 'preact/hooks'
import type { View } from '#shared/protocol/views'

/** How many fit each view, asked for when somebody looks, one after the other. */
export function useCounts(count: (filter: View['filter']) => Promise<number>) {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map())
  const round = useRef(0)
  const countAll = async (views: readonly View[]) => {
    const mine = ++round.current
    for (const { id, filter } of views) {
      // A view that cannot be counted says nothing, and the others still do.
      const many = await count(filter).catch(() => undefined)
      if (mine !== round.current) return
      if (many !== undefined) setCounts((before) => new Map(before).set(id, many))
    }
  }
  return { counts, countAll: (views: readonly View[]) => void countAll(views) }
}
