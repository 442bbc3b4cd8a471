import type { Fact, FactName } from '#shared/protocol/index'

export type TaskNews = Fact<Extract<FactName, `task.${string}`>>

const listeners = new Set<(news: TaskNews) => void>()

/** Hears what happens to tasks from now on, after it has become known. */
export function onTaskNews(run: (news: TaskNews) => void): () => void {
  listeners.add(run)
  return () => void listeners.delete(run)
}

const isTaskNews = (fact: Fact): fact is TaskNews => fact.name.startsWith('task.')

export function tellTaskNews(fact: Fact): void {
  if (isTaskNews(fact)) for (const run of listeners) run(fact)
}
