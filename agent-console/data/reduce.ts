import type { Fact } from '#shared/protocol/index'
import { reduceAgents } from './reduce-agents'
import { reduceConversations } from './reduce-conversations'
import { reduceDeals } from './reduce-deals'
import { reduceTasks } from './reduce-tasks'
import type { Reducers } from './reducers'
import type { State } from './state'

const reducers: Reducers = { ...reduceAgents, ...reduceConversations, ...reduceDeals, ...reduceTasks }

/**
 * Old state and a fact make the new state. Pure, and harmless when a fact is applied twice or was already part of
 * what was loaded.
 */
export function reduce(state: State, fact: Fact): State {
  // The table is complete by its type; a newer server may still say something this console does not know.
  const apply = reducers[fact.name] as ((state: State, fact: Fact) => State) | undefined
  const next = apply ? apply(state, fact) : state
  return next.n >= fact.n ? next : { ...next, n: fact.n }
}
