import { useEffect, useRef, useState } from 'preact/hooks'
import type { Task } from '#shared/protocol/tasks'
import { afterReload } from '../../data/connection'
import { inBytes } from '../../data/due-tasks'
import { state } from '../../data/store'
import { pageTasks } from '../../data/tasks'
import { asked, type Filter, fits } from './filter'

type Listed = {
  tasks: readonly Task[]
  isLoaded: boolean
  hasFailed: boolean
  /** Whether there are more to ask for. */
  hasMore: boolean
  loadMore: () => void
  tryAgain: () => void
}

type Edge = { cursor: string | null; last: { at: string; id: string } | null }

/** Due between two moments. */
export type Range = { from: string; until: string }

/** Tasks that fit a filter: asked for page by page, and live from then on. */
export function useTasks(filter: Filter, range?: Range): Listed {
  const [edge, setEdge] = useState<Edge | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const round = useRef(0)
  const question = { ...asked(filter), ...range }
  const key = JSON.stringify(question)

  const load = (cursor: string | undefined) => {
    const mine = ++round.current
    setFailed(false)
    pageTasks({ ...question, cursor, limit: range ? 200 : 50 }).then(
      ({ items, next }) => {
        if (mine !== round.current) return
        const last = items.at(-1)?.task
        setEdge({ cursor: next, last: next && last ? { at: sortAt(last), id: last.id } : null })
        // A calendar has no place for "more": a week is asked for until it is here.
        if (range && next) load(next)
      },
      () => mine === round.current && setFailed(true),
    )
  }
  useEffect(() => {
    setEdge(null)
    load(undefined)
    return afterReload(() => load(undefined))
  }, [key])

  const known = state.value
  const way = filter.status === 'open' ? 1 : -1
  const order = (a: { at: string; id: string }, b: { at: string; id: string }) =>
    way * (inBytes(a.at, b.at) || inBytes(a.id, b.id))
  const tasks = [...known.tasks.values()]
    .filter((task) => fits(task, filter, known) && (!range || isWithin(task, range)))
    .map((task) => ({ task, at: sortAt(task), id: task.id }))
    // What is known beyond the last page by accident would leave a gap before it.
    .filter((row) => !edge?.last || order(row, edge.last) <= 0)
    .sort(order)
    .map(({ task }) => task)
  return {
    tasks,
    isLoaded: edge !== null,
    hasFailed,
    hasMore: Boolean(edge?.cursor),
    loadMore: () => edge?.cursor && load(edge.cursor),
    tryAgain: () => load(undefined),
  }
}

const sortAt = ({ status, dueAt, doneAt }: Task) => (status === 'open' ? dueAt : doneAt) ?? '9999'

const isWithin = ({ dueAt }: Task, { from, until }: Range) => dueAt !== null && dueAt >= from && dueAt < until
