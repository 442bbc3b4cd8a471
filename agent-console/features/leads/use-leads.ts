import { useEffect, useRef, useState } from 'preact/hooks'
import type { LeadCard } from '#shared/protocol/leads'
import { plain } from '#shared/values/plain'
import { afterReload } from '../../data/connection'
import { leadNews, pageLeads } from '../../data/leads'
import { state } from '../../data/store'
import { useNews } from '../../parts/deal-lists/use-reading'
import { asked, type Filter, fits, isJudgedThere } from './filter'

type Listed = {
  leads: readonly LeadCard[]
  isLoaded: boolean
  hasFailed: boolean
  hasMore: boolean
  loadMore: () => void
  tryAgain: () => void
}

type Reach = { cursor: string | null; last: LeadCard | null; ids: ReadonlySet<string> }

const pageSize = 50
const mostAtOnce = 200
/** What happens while one looks is asked for so soon. */
const newsMs = 1_000

/** Leads that fit a filter: asked for page by page, and live from then on. */
export function useLeads(filter: Filter): Listed {
  const [reach, setReach] = useState<Reach | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const round = useRef(0)
  const question = asked(filter)
  const key = JSON.stringify(question)

  const load = (cursor: string | undefined, limit?: number) => {
    const mine = ++round.current
    setFailed(false)
    return pageLeads({ ...question, cursor, ...(limit && { limit }) }).then(
      ({ items, next }) => {
        if (mine !== round.current) return
        const before = cursor ? [...(reach?.ids ?? [])] : []
        const ids = new Set([...before, ...items.map(({ lead }) => lead.id)])
        setReach({ cursor: next, last: next ? (items.at(-1) ?? null) : null, ids })
      },
      () => mine === round.current && setFailed(true),
    )
  }
  useEffect(() => {
    setReach(null)
    void load(undefined)
    return afterReload(() => void load(undefined))
  }, [key])
  const isTheirs = isJudgedThere(filter)
  // What only the server can say it is asked again, as far as was read.
  const again = async () => {
    if (isTheirs && reach) await load(undefined, Math.min(mostAtOnce, Math.max(pageSize, reach.ids.size)))
  }
  useNews(`${key} ${reach?.ids.size}`, again, newsMs, leadNews)

  const known = state.value
  const order = orderOf(filter)
  const leads = [...known.leads.values()]
    .filter((card) => fits(card, filter))
    // Beyond the last page what is known by accident would leave a gap.
    .filter((card) => (isTheirs ? reach?.ids.has(card.lead.id) : !reach?.last || order(card, reach.last) <= 0))
    .sort(order)
  return {
    leads,
    isLoaded: reach !== null,
    hasFailed,
    hasMore: Boolean(reach?.cursor),
    loadMore: () => void (reach?.cursor && load(reach.cursor)),
    tryAgain: () => void load(undefined),
  }
}

function orderOf({ sort }: Filter): (a: LeadCard, b: LeadCard) => number {
  const keyOf = ({ lead }: LeadCard) => (sort === 'name' ? plain(lead.name) : lead.createdAt)
  const way = sort === 'newest' ? -1 : 1
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return (a, b) => way * (compare(keyOf(a), keyOf(b)) || compare(a.lead.id, b.lead.id))
}
