import type { ContactCard } from '#shared/protocol/contacts'
import type { Conversation, InboxView } from '#shared/protocol/conversations'
import type { Column } from '#shared/protocol/deal-lists'
import type { DealCard } from '#shared/protocol/deals'
import type { Fact, OutputOf } from '#shared/protocol/index'
import type { LeadCard } from '#shared/protocol/leads'
import type { Rule } from '#shared/protocol/rules'
import type { Task, TaskCard } from '#shared/protocol/tasks'
import type { View } from '#shared/protocol/views'
import { sortedBy } from './inbox-lists'
import { putContacts } from './reduce-contacts'
import { withLines, withMessages, withNotes } from './reduce-conversations'
import { putCards, putTotals } from './reduce-deals'
import { putLeadCounts, putLeads } from './reduce-leads'
import { type ColumnEdge, emptyState, type ListEdge, put, type State, set } from './state'

const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]))

/** The ground: what `console:load` answered, everything else forgotten. */
export function loadGround(ground: OutputOf<'console:load'>): State {
  return {
    ...emptyState,
    epoch: ground.epoch,
    n: ground.n,
    me: ground.me,
    installation: ground.installation,
    limitsFactor: ground.limitsFactor,
    agents: byId(ground.agents),
    sites: byId(ground.sites),
    pipelines: byId(ground.pipelines),
    leadStatuses: byId(ground.leadStatuses),
    fields: byId(ground.fields),
    leadMapping: ground.leadMapping,
    leadCounts: putLeadCounts(new Map(), ground.leadCounts),
    counts: ground.counts,
  }
}

/** A page of one list of the inbox. */
export function loadList(state: State, view: InboxView, answer: OutputOf<'conversation:list'>): State {
  return {
    ...state,
    people: put(state.people, ...answer.items.map(({ person }) => person)),
    conversations: put(state.conversations, ...answer.items.map(({ conversation }) => conversation)),
    counts: answer.counts.n >= state.counts.n ? answer.counts : state.counts,
    lists: { ...state.lists, [view]: answer.next },
    listEdges: { ...state.listEdges, [view]: edgeOf(view, answer) },
  }
}

/** A thread's newest messages, or older ones before those that are here. */
export function loadThread(state: State, answer: OutputOf<'conversation:read'>): State {
  const { conversation, person, messages, notes, lines, more } = answer
  const known = state.threads.get(conversation.id) ?? { messages: [], notes: [], lines: [], more }
  const first = messages[0]?.seq ?? Number.POSITIVE_INFINITY
  const older = known.messages[0]?.seq ?? Number.POSITIVE_INFINITY
  // What was here may have a hole, or the newest page may not reach it: then a run without holes starts anew.
  const last = messages.at(-1)?.seq ?? 0
  const hasHole = known.messages.length > 0 && (known.messages.at(-1)?.seq ?? 0) - older + 1 !== known.messages.length
  const joins =
    known.messages.length === 0 || (!hasHole && last >= older - 1 && first <= (known.messages.at(-1)?.seq ?? 0) + 1)
  const base = joins ? known : { messages: [], notes: [], lines: [], more }
  const thread = withLines(withNotes(withMessages(base, messages), notes), lines as Fact[])
  return {
    ...state,
    people: put(state.people, person),
    conversations: put(state.conversations, conversation),
    threads: set(state.threads, conversation.id, { ...thread, more: first <= older ? more : base.more }),
  }
}

/** Everything of a person the panel shows. */
export function loadPerson(
  state: State,
  personId: string,
  answer: {
    deals: readonly DealCard[]
    leads: readonly LeadCard[]
    contacts: readonly ContactCard[]
    tasks: readonly Task[]
    conversations: readonly Conversation[]
  },
): State {
  return {
    ...state,
    deals: putCards(state.deals, answer.deals),
    leads: putLeads(state.leads, answer.leads),
    contacts: putContacts(state.contacts, answer.contacts),
    tasks: put(state.tasks, ...answer.tasks),
    conversations: put(state.conversations, ...answer.conversations),
    knownPeople: new Set([...state.knownPeople, personId]),
  }
}

/** Every kept view there is for me. */
export const loadViews = (state: State, views: readonly View[]): State => ({ ...state, views: byId(views) })

/** Every rule there is. */
export const loadRules = (state: State, rules: readonly Rule[]): State => ({ ...state, rules: byId(rules) })

/** Tasks with whose they are. */
export function loadTasks(state: State, cards: readonly TaskCard[]): State {
  return {
    ...state,
    tasks: put(state.tasks, ...cards.map(({ task }) => task)),
    taskLabels: new Map([...state.taskLabels, ...cards.map(({ task, ...label }) => [task.id, label] as const)]),
  }
}

/** Columns of a board: all of them, or the next cards of one. */
export function loadColumns(state: State, columns: readonly Column[]): State {
  return {
    ...state,
    deals: putCards(
      state.deals,
      columns.flatMap(({ cards }) => cards),
    ),
    totals: putTotals(
      state.totals,
      columns.flatMap(({ totals }) => totals),
    ),
    columns: new Map([...state.columns, ...columns.map(({ stageId, next }) => [stageId, next] as const)]),
    columnEdges: new Map([...state.columnEdges, ...columns.map((one) => [one.stageId, lastOf(one)] as const)]),
  }
}

function edgeOf(view: InboxView, { next, items }: OutputOf<'conversation:list'>): ListEdge | null {
  const last = items.at(-1)?.conversation
  return next && last ? { at: sortedBy(view, last), id: last.id } : null
}

function lastOf({ next, cards }: Column): ColumnEdge | null {
  const last = cards.at(-1)?.deal
  return next && last ? { rank: last.rank, id: last.id } : null
}
