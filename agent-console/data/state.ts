import type { Agent, Me } from '#shared/protocol/agents'
import type { Company } from '#shared/protocol/companies'
import type { ContactCard } from '#shared/protocol/contacts'
import type { Conversation, InboxCounts, InboxView, Message, Note } from '#shared/protocol/conversations'
import type { Deal, DealCard, StageTotals } from '#shared/protocol/deals'
import type { CustomField } from '#shared/protocol/fields'
import type { StoredFile } from '#shared/protocol/files'
import type { Fact } from '#shared/protocol/index'
import type { LeadCard, LeadCount, LeadStatus } from '#shared/protocol/leads'
import type { FieldMapping } from '#shared/protocol/mapping'
import type { RecordNote } from '#shared/protocol/notes'
import type { Person } from '#shared/protocol/people'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { Rule } from '#shared/protocol/rules'
import type { Installation } from '#shared/protocol/setup'
import type { Site } from '#shared/protocol/sites'
import type { Task, TaskCard } from '#shared/protocol/tasks'
import type { View } from '#shared/protocol/views'

/** What of a conversation's thread is here: a run of messages up to the newest, and the notes among them. */
export type Thread = {
  /** In order of `seq`, without holes. */
  messages: readonly Message[]
  /** In order of `afterSeq`, then `n`. */
  notes: readonly Note[]
  /** What happened to deals and tasks between the messages, in order of `n`. */
  lines: readonly Fact[]
  /** Whether older messages can still be asked for. */
  more: boolean
}

/** The last row read of a list of the inbox: when, and which. */
export type ListEdge = { at: string; id: string }

/** Whose a task is, as it was last told; people and deals that are known themselves are fresher. */
export type TaskLabel = Omit<TaskCard, 'task'>

/** The last card read of a column. */
export type ColumnEdge = { rank: string; id: string }

/** Everything the console knows that is stored. What is true only now stands in `live.ts`. */
export type State = {
  epoch: string
  /** The cursor: every fact up to it has been applied. */
  n: number
  me: Me | null
  installation: Installation | null
  /** By which the server multiplies its rate limits. */
  limitsFactor: number
  agents: ReadonlyMap<string, Agent>
  sites: ReadonlyMap<string, Site>
  pipelines: ReadonlyMap<string, Pipeline>
  people: ReadonlyMap<string, Person>
  conversations: ReadonlyMap<string, Conversation>
  counts: InboxCounts
  /** Cursor of each list's next page; undefined while the list was never asked for, null at its end. */
  lists: Readonly<Partial<Record<InboxView, string | null>>>
  /** How far each list was read. What is known beyond by accident would leave a gap before it and is not shown yet. */
  listEdges: Readonly<Partial<Record<InboxView, ListEdge | null>>>
  /** By conversation; only those that were opened. */
  threads: ReadonlyMap<string, Thread>
  /** By deal. */
  deals: ReadonlyMap<string, DealCard>
  /** Deals that were asked for and are not here yet, as they will probably be; newest last. */
  coming: readonly Deal[]
  /** By stage and site. */
  totals: ReadonlyMap<string, StageTotals>
  /** By stage: cursor of the column's next cards, null at its end; absent while the board was never asked for. */
  columns: ReadonlyMap<string, string | null>
  /** By stage: how far the column was read, null at its end. Cards beyond wait like rows beyond a list's edge. */
  columnEdges: ReadonlyMap<string, ColumnEdge | null>
  /** By lead. */
  leads: ReadonlyMap<string, LeadCard>
  leadStatuses: ReadonlyMap<string, LeadStatus>
  /** Fields of our own, removed ones too. */
  fields: ReadonlyMap<string, CustomField>
  /** Where a lead's fields go when it is converted. */
  leadMapping: FieldMapping
  /** By status and site; absent where none ever stood. */
  leadCounts: ReadonlyMap<string, LeadCount>
  /** By contact. */
  contacts: ReadonlyMap<string, ContactCard>
  companies: ReadonlyMap<string, Company>
  tasks: ReadonlyMap<string, Task>
  /** Kept ways of looking at deals: mine and those the team shares. */
  views: ReadonlyMap<string, View>
  /** What is done by itself; only where they were asked for. */
  rules: ReadonlyMap<string, Rule>
  /** By task. */
  taskLabels: ReadonlyMap<string, TaskLabel>
  files: ReadonlyMap<string, StoredFile>
  /** Notes beside deals, people and companies; only where they were asked for. */
  notes: ReadonlyMap<string, RecordNote>
  /** People whose deals, tasks and conversations have been asked for. */
  knownPeople: ReadonlySet<string>
}

/** A console that knows nothing yet. */
export const emptyState: State = {
  epoch: '',
  n: 0,
  me: null,
  installation: null,
  limitsFactor: 1,
  agents: new Map(),
  sites: new Map(),
  pipelines: new Map(),
  people: new Map(),
  conversations: new Map(),
  counts: { incoming: 0, mine: 0, all: 0, n: 0 },
  lists: {},
  listEdges: {},
  threads: new Map(),
  deals: new Map(),
  coming: [],
  totals: new Map(),
  columns: new Map(),
  columnEdges: new Map(),
  leads: new Map(),
  leadStatuses: new Map(),
  fields: new Map(),
  leadMapping: { targets: {}, version: 0 },
  leadCounts: new Map(),
  contacts: new Map(),
  companies: new Map(),
  tasks: new Map(),
  views: new Map(),
  rules: new Map(),
  taskLabels: new Map(),
  files: new Map(),
  notes: new Map(),
  knownPeople: new Set(),
}

type Versioned = { id: string; version: number }

/** Puts rows in; of two versions of a row the higher stays, so facts and answers may come in any order. */
export function put<Row extends Versioned>(
  map: ReadonlyMap<string, Row>,
  ...rows: readonly Row[]
): ReadonlyMap<string, Row> {
  const fresh = rows.filter((row) => (map.get(row.id)?.version ?? -1) < row.version)
  if (fresh.length === 0) return map
  const next = new Map(map)
  for (const row of fresh) next.set(row.id, row)
  return next
}

/** The same map with one entry set. */
export const set = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> =>
  new Map(map).set(key, value)
