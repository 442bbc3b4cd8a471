import type { Person } from '#shared/protocol/people'
import type { Reducers } from './reducers'
import { put, type State } from './state'

export const reduceAgents: Reducers<
  | 'installation.edited'
  | 'agent.added'
  | 'agent.edited'
  | 'site.added'
  | 'site.edited'
  | 'person.added'
  | 'person.edited'
> = {
  'installation.edited': (state, { data }) => ({ ...state, installation: data.installation }),
  'agent.added': (state, { data }) => ({ ...state, agents: put(state.agents, data.agent) }),
  'agent.edited': (state, { data: { agent } }) => {
    const isMe = state.me?.agent.id === agent.id && state.me.agent.version < agent.version
    return { ...state, agents: put(state.agents, agent), me: state.me && isMe ? { ...state.me, agent } : state.me }
  },
  'site.added': (state, { data }) => ({ ...state, sites: put(state.sites, data.site) }),
  'site.edited': (state, { data }) => ({ ...state, sites: put(state.sites, data.site) }),
  // Nobody asked for them yet; where they matter they come with a deal or a conversation.
  'person.added': (state) => state,
  'person.edited': (state, { data }) => ({ ...renamed(state, data.person), people: put(state.people, data.person) }),
}

/** Somebody's deals and tasks say whose they are. */
function renamed(state: State, { id, name }: Person): State {
  const personName = name ?? ''
  const deals = [...state.deals].filter(([, card]) => card.deal.personId === id && card.personName !== personName)
  const labels = [...state.taskLabels].filter(
    ([taskId, label]) => state.tasks.get(taskId)?.personId === id && label.personName !== personName,
  )
  return {
    ...state,
    deals: named(state.deals, deals, personName),
    taskLabels: named(state.taskLabels, labels, personName),
  }
}

function named<Row extends { personName: string }>(
  map: ReadonlyMap<string, Row>,
  rows: readonly [string, Row][],
  personName: string,
): ReadonlyMap<string, Row> {
  if (rows.length === 0) return map
  const next = new Map(map)
  for (const [id, row] of rows) next.set(id, { ...row, personName })
  return next
}
