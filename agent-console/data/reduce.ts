import type { Fact } from '#shared/protocol/index'
import { threadOf } from '#shared/rules/thread-lines'
import { reduceAgents } from './reduce-agents'
import { reduceContacts } from './reduce-contacts'
import { reduceConversations, withLines } from './reduce-conversations'
import { reduceDeals } from './reduce-deals'
import { reduceFields } from './reduce-fields'
import { reduceFiles } from './reduce-files'
import { reduceLeads } from './reduce-leads'
import { reduceNotes } from './reduce-notes'
import { reducePeople } from './reduce-people'
import { reducePipelines } from './reduce-pipelines'
import { reduceRules } from './reduce-rules'
import { reduceTasks } from './reduce-tasks'
import { reduceViews } from './reduce-views'
import type { Reducers } from './reducers'
import { type State, set } from './state'

const reducers: Reducers = {
  ...reduceAgents,
  ...reduceConversations,
  ...reduceDeals,
  ...reducePeople,
  ...reducePipelines,
  ...reduceTasks,
  ...reduceLeads,
  ...reduceContacts,
  ...reduceFields,
  ...reduceFiles,
  ...reduceNotes,
  ...reduceViews,
  ...reduceRules,
}

/**
 * Old state and a fact make the new state. Pure, and harmless when a fact is applied twice or was already part of
 * what was loaded.
 */
export function reduce(state: State, fact: Fact): State {
  // The table is complete by its type; a newer server may still say something this console does not know.
  const apply = reducers[fact.name] as ((state: State, fact: Fact) => State) | undefined
  const next = inThread(apply ? apply(state, fact) : state, fact)
  return next.n >= fact.n ? next : { ...next, n: fact.n }
}

/** Deals and tasks are told in the thread of their conversation, where that is open. */
function inThread(state: State, fact: Fact): State {
  const conversationId = threadOf(fact.name, fact.data)
  const thread = conversationId && state.threads.get(conversationId)
  return thread ? { ...state, threads: set(state.threads, conversationId, withLines(thread, [fact])) } : state
}
