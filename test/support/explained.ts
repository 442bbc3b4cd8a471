import { expect } from 'vitest'
import type { InboxView } from '#shared/protocol/conversations'
import { loadColumns, loadGround, loadList, loadPerson, loadThread } from '../../agent-console/data/load'
import { reduce } from '../../agent-console/data/reduce'
import type { State } from '../../agent-console/data/state'
import { type Line, until } from './ask'

const views: InboxView[] = ['incoming', 'mine', 'all']

/**
 * Old state + facts = fresh state, for whatever `act` does. The reducers are the console's own: what they make of
 * the facts must be what a console that starts now would see.
 */
export async function expectExplained(line: Line, act: () => Promise<unknown>): Promise<void> {
  const before = await everything(line)
  await act()
  const missed = await line.ask('console:sync', { epoch: before.epoch, after: before.n })
  const owed = missed.resync ? [] : missed.facts
  await until(() => owed.every(({ n }) => line.facts.some((fact) => fact.n === n)), 'what replay would tell')
  const explained = line.facts.filter((fact) => fact.n > before.n).reduce(reduce, before)
  const fresh = await everything(line)
  expect(visible(explained, before)).toEqual(visible(fresh, before))
}

/** All there is for an agent, asked for as the console asks. */
async function everything(line: Line): Promise<State> {
  let state = loadGround(await line.ask('console:load', {}))
  for (const view of views) state = loadList(state, view, await line.ask('conversation:list', { view, limit: 100 }))
  for (const conversationId of state.conversations.keys())
    state = loadThread(state, await line.ask('conversation:read', { conversationId, limit: 200 }))
  for (const personId of state.people.keys()) {
    const [deals, tasks, conversations] = await Promise.all([
      line.ask('deal:ofPerson', { personId }),
      line.ask('task:ofPerson', { personId }),
      line.ask('conversation:ofPerson', { personId }),
    ])
    state = loadPerson(state, personId, { deals, tasks, conversations })
  }
  for (const pipelineId of state.pipelines.keys())
    state = loadColumns(state, (await line.ask('deal:board', { pipelineId })).columns)
  return state
}

/** What a screen shows of a state: threads that were open before, deals that are not taken back. */
function visible(state: State, before: State) {
  const { incoming, mine, all } = state.counts
  return {
    me: state.me,
    agents: sorted(state.agents),
    sites: sorted(state.sites),
    pipelines: sorted(state.pipelines),
    people: sorted(state.people),
    conversations: sorted(state.conversations),
    threads: sorted(state.threads).filter(([id]) => before.threads.has(id)),
    deals: sorted(state.deals).filter(([, { deal }]) => !deal.removed),
    totals: sorted(state.totals),
    tasks: sorted(state.tasks),
    counts: { incoming, mine, all },
  }
}

const sorted = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1))
