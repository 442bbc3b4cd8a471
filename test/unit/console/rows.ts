import type { Agent, Me } from '#shared/protocol/agents'
import type { Conversation, Message, Note } from '#shared/protocol/conversations'
import type { Deal, DealCard, StageTotals } from '#shared/protocol/deals'
import type { Fact, FactData, FactName } from '#shared/protocol/index'
import type { Person } from '#shared/protocol/people'
import type { Task } from '#shared/protocol/tasks'
import { putTotals } from '../../../agent-console/data/reduce-deals'
import { emptyState, type State } from '../../../agent-console/data/state'

export const at = (minute: number) => `2026-11-20T09:${String(minute).padStart(2, '0')}:00.000Z`

export const selin: Agent = {
  id: 'selin',
  name: 'Selin Demir',
  email: 'selin@kuzey.test',
  role: 'owner',
  locale: 'en',
  availability: 'online',
  disabled: false,
  version: 1,
}

export const me: Me = { agent: selin, permissions: [], mustSecure: false }

/** What Selin knows before anything happens. */
export const selinKnows = (what: Partial<State> = {}): State => ({ ...emptyState, epoch: 'e1', me, ...what })

export const conversation = (id: string, what: Partial<Conversation> = {}): Conversation => ({
  id,
  siteId: 'kuzey',
  personId: `person of ${id}`,
  status: 'open',
  assigneeId: null,
  head: 1,
  preview: 'Is the oak table in stock?',
  previewBy: 'visitor',
  lastAt: at(0),
  waitingSince: at(0),
  unread: 1,
  visitorMarks: { delivered: 1, read: 1 },
  agentMarks: { delivered: 0, read: 0 },
  startedAt: at(0),
  version: 1,
  ...what,
})

export const person = (id: string, what: Partial<Person> = {}): Person => ({
  id,
  siteId: 'kuzey',
  name: null,
  code: '8F21',
  attributes: {},
  language: 'tr-TR',
  origin: { url: 'https://shop.test/', title: 'Shop', referrer: '' },
  device: 'Firefox on Windows',
  firstSeenAt: at(0),
  version: 1,
  ...what,
})

export const message = (seq: number, what: Partial<Message> = {}): Message => ({
  id: `message ${seq}`,
  conversationId: 'c1',
  seq,
  n: 100 + seq,
  kind: 'text',
  author: 'visitor',
  agentId: null,
  body: `Line ${seq}`,
  sentAt: at(seq),
  ...what,
})

export const note = (id: string, what: Partial<Note> = {}): Note => ({
  id,
  conversationId: 'c1',
  personId: 'p1',
  agentId: 'selin',
  body: 'Asked before',
  afterSeq: 1,
  n: 200,
  writtenAt: at(1),
  ...what,
})

export const deal = (id: string, what: Partial<Deal> = {}): Deal => ({
  id,
  pipelineId: 'sales',
  stageId: 'new',
  personId: 'p1',
  siteId: 'kuzey',
  conversationId: 'c1',
  ownerId: 'selin',
  name: 'Twelve oak tables',
  amount: 1_000,
  currency: 'TRY',
  closesOn: null,
  probability: null,
  tags: [],
  description: '',
  source: '',
  custom: {},
  outcome: 'open',
  lossReasonId: null,
  lossNote: '',
  competitor: '',
  lastOpenStageId: 'new',
  closedAt: null,
  stageSince: at(0),
  quotes: [],
  rank: 'a0',
  createdAt: at(0),
  version: 1,
  removed: false,
  ...what,
})

export const card = (it: Deal, what: Partial<DealCard> = {}): DealCard => ({
  deal: it,
  personName: 'Elif',
  personCode: '8F21',
  nextTaskAt: null,
  hasOpenTask: false,
  touchedAt: at(0),
  ...what,
})

export const total = (stageId: string, count: number, amount: number, siteId = 'kuzey'): StageTotals => ({
  stageId,
  siteId,
  count,
  amount,
  byHand: { amount: 0, weighted: 0 },
})

/** Totals as the console keeps them. */
export const totalsOf = (...totals: StageTotals[]): ReadonlyMap<string, StageTotals> => putTotals(new Map(), totals)

export const task = (id: string, what: Partial<Task> = {}): Task => ({
  id,
  siteId: 'kuzey',
  personId: 'p1',
  dealId: null,
  conversationId: null,
  fromSeq: null,
  title: 'Call back',
  note: '',
  type: 'call',
  priority: 'normal',
  dueAt: null,
  dueOn: null,
  timeZone: 'Europe/Istanbul',
  remind: true,
  remindedAt: null,
  assigneeId: 'selin',
  status: 'open',
  result: '',
  doneAt: null,
  createdAt: at(0),
  version: 1,
  ...what,
})

export const fact = <Name extends FactName>(n: number, name: Name, data: FactData<Name>): Fact =>
  ({ n, name, at: at(0), data }) as unknown as Fact

export const mapOf = <Row extends { id: string }>(...rows: Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]))
