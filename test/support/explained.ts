import { expect } from 'vitest'
import type { InboxView } from '#shared/protocol/conversations'
import type { StoredFile } from '#shared/protocol/files'
import type { RecordNote } from '#shared/protocol/notes'
import {
  loadColumns,
  loadGround,
  loadList,
  loadPerson,
  loadRules,
  loadTasks,
  loadThread,
  loadViews,
} from '../../agent-console/data/load'
import { reduce } from '../../agent-console/data/reduce'
import { put, type State } from '../../agent-console/data/state'
import { type Line, until } from './ask'

const views: InboxView[] = ['incoming', 'mine', 'all']

/** What a line's console would see when it was last asked for all there is; loading it is most of the time. */
const lastSeen = new WeakMap<Line, State>()

/**
 * Old state + facts = fresh state, for whatever `act` does. The reducers are the console's own: what they make of
 * the facts must be what a console that starts now would see. Where nothing went wrong the old state is the one the
 * line saw last, so that what others did meanwhile must be explained as well.
 */
export async function expectExplained(line: Line, act: () => Promise<unknown>): Promise<void> {
  const before = lastSeen.get(line) ?? (await everything(line))
  lastSeen.delete(line)
  await act()
  const missed = await line.ask('console:sync', { epoch: before.epoch, after: before.n })
  const owed = missed.resync ? [] : missed.facts
  await until(() => owed.every(({ n }) => line.facts.some((fact) => fact.n === n)), 'what replay would tell')
  const explained = line.facts.filter((fact) => fact.n > before.n).reduce(reduce, before)
  const fresh = await everything(line)
  expect(visible(explained, before)).toEqual(visible(fresh, before))
  lastSeen.set(line, fresh)
}

/** All there is for an agent, asked for as the console asks. */
async function everything(line: Line): Promise<State> {
  let state = loadGround(await line.ask('console:load', {}))
  for (const view of views) state = loadList(state, view, await line.ask('conversation:list', { view, limit: 100 }))
  for (const conversationId of state.conversations.keys())
    state = loadThread(state, await line.ask('conversation:read', { conversationId, limit: 200 }))
  for (const personId of state.people.keys()) {
    const [deals, leads, contacts, tasks, conversations] = await Promise.all([
      line.ask('deal:ofPerson', { personId }),
      line.ask('lead:ofPerson', { personId }),
      line.ask('contact:ofPerson', { personId }),
      line.ask('task:ofPerson', { personId }),
      line.ask('conversation:ofPerson', { personId }),
    ])
    state = loadPerson(state, personId, { deals, leads, contacts, tasks, conversations })
    for (const { deal } of deals) {
      state = withFiles(state, await line.ask('file:ofDeal', { dealId: deal.id }))
      state = withNotes(state, await line.ask('deal:notes', { dealId: deal.id }))
    }
    for (const { contact } of contacts) {
      state = withNotes(state, await line.ask('contact:notes', { contactId: contact.id }))
      state = withFiles(state, await line.ask('contact:files', { contactId: contact.id }))
    }
    for (const { lead } of leads) {
      state = withNotes(state, await line.ask('lead:notes', { leadId: lead.id }))
      state = withFiles(state, await line.ask('lead:files', { leadId: lead.id }))
    }
  }
  const companies = (await line.ask('company:list', { limit: 200 })).items
  state = { ...state, companies: put(state.companies, ...companies) }
  for (const { id } of companies) {
    state = withNotes(state, await line.ask('company:notes', { companyId: id }))
    state = withFiles(state, await line.ask('company:files', { companyId: id }))
  }
  state = loadTasks(state, (await line.ask('task:list', { limit: 200 })).items)
  for (const pipelineId of state.pipelines.keys())
    state = loadColumns(state, (await line.ask('deal:board', { pipelineId })).columns)
  state = loadViews(state, await line.ask('view:list', {}))
  if (state.me?.permissions.includes('settings.manage'))
    state = loadRules(
      state,
      (await line.ask('rule:list', {})).map(({ rule }) => rule),
    )
  return state
}

const withNotes = (state: State, notes: readonly RecordNote[]): State => ({
  ...state,
  notes: put(state.notes, ...notes),
})

const withFiles = (state: State, files: readonly StoredFile[]): State => ({
  ...state,
  files: put(state.files, ...files),
})

/** What a screen shows of a state: threads that were open before, deals that are not taken back. */
function visible(state: State, before: State) {
  const { incoming, mine, all } = state.counts
  return {
    me: state.me,
    installation: state.installation,
    agents: sorted(state.agents),
    sites: sorted(state.sites),
    pipelines: sorted(state.pipelines),
    people: sorted(state.people),
    conversations: sorted(state.conversations),
    threads: sorted(state.threads).filter(([id]) => before.threads.has(id)),
    deals: sorted(state.deals).filter(([, { deal }]) => !deal.removed),
    // A site without deals in a stage and a site nobody counted there look the same.
    totals: sorted(state.totals).filter(([, { count }]) => count > 0),
    leads: sorted(state.leads).filter(([, { lead }]) => !lead.removed),
    leadStatuses: sorted(state.leadStatuses),
    fields: sorted(state.fields),
    leadMapping: state.leadMapping,
    contacts: sorted(state.contacts).filter(([, { contact }]) => !contact.removed),
    companies: sorted(state.companies).filter(([, { removed }]) => !removed),
    leadCounts: sorted(state.leadCounts).filter(([, { count }]) => count > 0),
    tasks: sorted(state.tasks),
    views: sorted(state.views),
    rules: sorted(state.rules).filter(([, { removed }]) => !removed),
    notes: sorted(state.notes).filter(([, { removed }]) => !removed),
    files: sorted(state.files).filter(([, { removed }]) => !removed),
    counts: { incoming, mine, all },
  }
}

const sorted = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1))
