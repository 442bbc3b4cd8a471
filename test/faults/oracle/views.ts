import { isDeepStrictEqual } from 'node:util'
import type { Message } from '#shared/protocol/conversations'
import type { Deal } from '#shared/protocol/deals'
import type { View } from '../../../widget/frame/state'
import type { Agent } from '../clients/agent'
import { sha256Of } from '../clients/sending'
import type { AckedFile } from './ledger'
import type { Stored } from './stored'

type ConsoleState = Agent['console']['state']['value']

/** What a client showed when the server died for the last time. */
export type SeenByVisitor = { name: string; view: View }
export type SeenByAgent = { agent: Agent; state: ConsoleState; conversations: readonly string[] }

/** Visitors whose screen is not what is stored, each said in one line. */
export function wrongForVisitors(seen: readonly SeenByVisitor[], { conversations }: Stored): string[] {
  return seen.flatMap(({ name, view }) => {
    const stored = conversations.get(view.conversationId ?? '') ?? []
    const shown = view.messages.map(({ seq, id, author, body }) => ({ seq, id, author, body }))
    const there = stored.map(({ seq, id, author, body }) => ({ seq, id, author, body }))
    const what = firstDifference(shown, there)
    return what ? [`${name} sees ${what}`] : []
  })
}

/** Visitors whose screen leaves something out, whatever has been stored since. */
export function withHoles(seen: readonly SeenByVisitor[]): string[] {
  return seen.flatMap(({ name, view: { messages } }) => {
    const hole = messages.find(({ seq }, index) => index > 0 && seq !== (messages[index - 1]?.seq ?? 0) + 1)
    return hole ? [`${name} sees ${hole.seq} and not what came before it`] : []
  })
}

/** Conversations that REST answers otherwise than they are stored. */
export async function wrongOverRest(url: string, cookie: string, { conversations }: Stored): Promise<string[]> {
  const wrong: string[] = []
  for (const [id, stored] of conversations) {
    const answered: Message[] = []
    for (let before = stored.length + 1; before > 1; before = answered[0]?.seq ?? 1) {
      const response = await fetch(`${url}/api/v1/conversations/${id}?before=${before}&limit=200`, {
        headers: { cookie, 'x-requested-with': 'parley' },
      })
      const { messages }: { messages: Message[] } = await response.json()
      if (messages.length === 0) break
      answered.unshift(...messages)
    }
    const fields = answered.map(({ conversationId, seq, n, id, author, body }) => ({
      conversationId,
      seq,
      n,
      id,
      author,
      body,
    }))
    const what = firstDifference(fields, stored)
    if (what) wrong.push(`REST answers ${what}`)
  }
  return wrong
}

/** Files that are answered otherwise than they were sent. */
export async function wrongFiles(url: string, cookie: string, acked: readonly AckedFile[]): Promise<string[]> {
  const wrong: string[] = []
  for (const { id, name, sha256 } of acked) {
    const response = await fetch(`${url}/api/v1/files/${id}`, { headers: { cookie, 'x-requested-with': 'parley' } })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (!response.ok || sha256Of(bytes) !== sha256)
      wrong.push(`REST answers ${name} with ${response.status} and ${bytes.length} other bytes`)
  }
  return wrong
}

/** Agents whose screen is not what a console opened afresh shows. */
export async function wrongForAgents(seen: readonly SeenByAgent[], stored: Stored): Promise<string[]> {
  const wrong: string[] = []
  for (const { agent, state, conversations } of seen) {
    const page = await agent.fresh()
    const fresh = page.program.state.value
    page.close()
    const what =
      conversations.map((id) => differsInThread(state, fresh, stored, id)).find(Boolean) ??
      differsAround(state, fresh, stored, conversations) ??
      differsBeside(state, stored)
    if (what) wrong.push(`${agent.name} sees ${what}`)
  }
  return wrong
}

function differsInThread(state: ConsoleState, fresh: ConsoleState, stored: Stored, id: string): string | null {
  const shown = (state.threads.get(id)?.messages ?? []).map(({ seq, id, body }) => ({ seq, id, body }))
  // A thread opened again holds its newest messages only; from its first on nothing may be missing.
  const there = (stored.conversations.get(id) ?? [])
    .filter(({ seq }) => seq >= (shown[0]?.seq ?? 1))
    .map(({ seq, id, body }) => ({ seq, id, body }))
  const rows = firstDifference(fieldsOf(state.conversations.get(id)), fieldsOf(fresh.conversations.get(id)))
  return firstDifference(shown, there) ?? (rows && `of a conversation ${rows}`)
}

/** Deals, tasks and totals of what this agent works on. */
function differsAround(
  state: ConsoleState,
  fresh: ConsoleState,
  stored: Stored,
  conversations: readonly string[],
): string | null {
  const people = new Set(conversations.map((id) => fresh.conversations.get(id)?.personId))
  const dealsOf = (one: ConsoleState) =>
    [...one.deals.values()].filter(({ deal }) => people.has(deal.personId)).sort((a, b) => order(a.deal, b.deal))
  const tasksOf = (one: ConsoleState) => [...one.tasks.values()].filter((t) => people.has(t.personId)).sort(order)
  const pipelinesOf = (one: ConsoleState) => [...one.pipelines.values()].sort(order)
  // A board opened this moment does not ask what a stage comes to that is no longer used.
  const used = new Set(pipelinesOf(fresh).flatMap(({ stages }) => stages.map(({ id }) => id)))
  const totalsOf = (one: ConsoleState) =>
    [...one.totals].filter(([, { stageId }]) => used.has(stageId)).sort(([a], [b]) => (a < b ? -1 : 1))
  // A board opened this moment has the first cards of a long column only; whoever watched it grow has them all.
  const isBeyond = ({ id, version, removed }: Deal) =>
    !fresh.deals.has(id) && !removed && stored.deals.get(id) === version
  const shown = dealsOf(state).filter(({ deal }) => !isBeyond(deal))
  const deals = firstDifference(shown, dealsOf(fresh))
  const tasks = firstDifference(tasksOf(state), tasksOf(fresh))
  const totals = firstDifference(totalsOf(state), totalsOf(fresh))
  const pipelines = firstDifference(pipelinesOf(state), pipelinesOf(fresh))
  return (
    (deals && `of the deals ${deals}`) ??
    (tasks && `of the tasks ${tasks}`) ??
    (totals && `of the totals ${totals}`) ??
    (pipelines && `of the pipelines ${pipelines}`)
  )
}

/** Notes and files come with their deal's sheet; those that are on the screen must be as they are stored. */
function differsBeside({ notes, files }: ConsoleState, stored: Stored): string | null {
  const note = [...notes.values()].find(
    (one) => !isDeepStrictEqual(stored.told.get(`${one.id}:${stored.notes.get(one.id)}`), one),
  )
  const names = new Map(stored.files.map(({ id, name }) => [id, name]))
  const file = [...files.values()].find(({ id, name }) => names.get(id) !== name)
  return (note && `a note that is not so: ${note.body}`) ?? (file ? `a file that is not there: ${file.name}` : null)
}

const fieldsOf = (row: object | undefined) => Object.entries(row ?? {})

const order = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

function firstDifference(shown: readonly unknown[], there: readonly unknown[]): string | null {
  if (isDeepStrictEqual(shown, there)) return null
  const at = there.findIndex((one, index) => !isDeepStrictEqual(shown[index], one))
  const index = at < 0 ? there.length : at
  return `${shown.length} instead of ${there.length}, first at ${index}: ${JSON.stringify(shown[index])} instead of ${JSON.stringify(there[index])}`
}
