import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FactName, facts } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import { type Line, until } from '../support/ask'
import { type Visitor, World } from '../support/world'

/**
 * Who hears what: every fact against every kind of principal. `S` means who works on its site, `D` who works on its
 * site and may read deals, `P` whoever may read deals, `T` the whole team; visitors hear only what concerns their own
 * conversation.
 */
const heard: Record<FactName, { agents: 'T' | 'S' | 'D' | 'P'; ownVisitor: boolean }> = {
  'agent.added': { agents: 'T', ownVisitor: false },
  'agent.edited': { agents: 'T', ownVisitor: false },
  'site.added': { agents: 'S', ownVisitor: false },
  'site.edited': { agents: 'S', ownVisitor: false },
  'person.edited': { agents: 'S', ownVisitor: false },
  'pipeline.created': { agents: 'P', ownVisitor: false },
  'message.sent': { agents: 'S', ownVisitor: true },
  'note.written': { agents: 'S', ownVisitor: false },
  'conversation.started': { agents: 'S', ownVisitor: false },
  'conversation.accepted': { agents: 'S', ownVisitor: false },
  'conversation.assigned': { agents: 'S', ownVisitor: false },
  'conversation.closed': { agents: 'S', ownVisitor: false },
  'conversation.reopened': { agents: 'S', ownVisitor: false },
  'conversation.seen': { agents: 'S', ownVisitor: true },
  'deal.created': { agents: 'D', ownVisitor: false },
  'deal.edited': { agents: 'D', ownVisitor: false },
  'deal.moved': { agents: 'D', ownVisitor: false },
  'deal.won': { agents: 'D', ownVisitor: false },
  'deal.lost': { agents: 'D', ownVisitor: false },
  'deal.reopened': { agents: 'D', ownVisitor: false },
  'deal.removed': { agents: 'D', ownVisitor: false },
  'task.created': { agents: 'D', ownVisitor: false },
  'task.edited': { agents: 'D', ownVisitor: false },
  'task.completed': { agents: 'D', ownVisitor: false },
  'task.reopened': { agents: 'D', ownVisitor: false },
  'task.cancelled': { agents: 'D', ownVisitor: false },
}

/** Recorded once, when the installation is set up and nobody listens yet. */
const beforeAnybodyListens: FactName[] = ['pipeline.created']

let world: World
let owner: Line
let onSite: Line
let offSite: Line
let dealless: Line
let own: Visitor
let stranger: Visitor

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  onSite = await world.agent(await world.hire('Marcus Hale', 'manager'))
  offSite = await world.agent(await world.hire('Yuki Tanaka', 'agent', []))
  // No role is like this when an installation is new, but roles are rows.
  const database = new Database(join(world.dataDir, 'parley.sqlite'))
  database.prepare(`update role set permissions = '["conversations.read"]' where name = 'read-only'`).run()
  database.close()
  dealless = await world.agent(await world.hire('Hannah Cole', 'read-only'))
  own = await world.visitor()
  stranger = await world.visitor()
  await stranger.says('Somebody else')
  await everything()
})
afterAll(() => world.close())

/** Makes every fact there is happen, to the conversation of `own`. */
async function everything(): Promise<void> {
  const { conversationId } = await own.says('Hello')
  await own.sees()
  const { person } = await owner.ask('conversation:read', { conversationId })
  await own.line.ask('visit:describe', { attributes: { plan: 'pro' } })
  await owner.ask('site:create', { name: 'New', domains: ['new.test'], locale: 'en' })
  await owner.ask('site:edit', { siteId: world.site.id, name: 'Kuzey' })
  await world.hire('Priya Raman')
  await owner.ask('agent:setAvailability', { availability: 'online' })
  await owner.ask('conversation:accept', { conversationId })
  await owner.ask('conversation:assign', { conversationId, agentId: null })
  await owner.ask('note:write', { conversationId, body: 'For us' })
  await owner.ask('conversation:mark', { conversationId, delivered: 1, read: 1 })
  await owner.ask('conversation:close', { conversationId })
  await owner.ask('conversation:reopen', { conversationId })
  const deal = await owner.ask('deal:create', { personId: person.id, conversationId })
  const [pipeline] = await owner.ask('pipeline:list', {})
  const stages = pipeline?.stages ?? []
  await owner.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: 5 } } })
  await owner.ask('deal:move', { dealId: deal.id, fromStageId: stages[0]?.id ?? '', stageId: stages[1]?.id ?? '' })
  await owner.ask('deal:win', { dealId: deal.id })
  await owner.ask('deal:reopen', { dealId: deal.id })
  await owner.ask('deal:lose', { dealId: deal.id, lossReasonId: pipeline?.lossReasons[0]?.id })
  const task = await owner.ask('task:create', {
    personId: person.id,
    dealId: deal.id,
    conversationId,
    title: 'x',
    dueAt: null,
  })
  await owner.ask('task:edit', { taskId: task.id, title: 'y' })
  await owner.ask('task:complete', { taskId: task.id })
  await owner.ask('task:reopen', { taskId: task.id })
  await owner.ask('task:cancel', { taskId: task.id })
  await owner.ask('deal:remove', { dealId: deal.id })
  await owner.ask('message:send', { id: randomId(), conversationId, body: 'Last words' })
  await until(() => own.line.facts.some((fact) => JSON.stringify(fact).includes('Last words')), 'the last words')
  await owner.ask('agent:setLocale', { locale: 'en' })
  await until(() => offSite.facts.at(-1)?.name === 'agent.edited', 'the last fact')
}

test('the table names every fact', () => {
  expect(Object.keys(heard).sort()).toEqual(Object.keys(facts).sort())
})

test.each(Object.keys(heard) as FactName[])('%s is heard by those who may, and by nobody else', (name) => {
  const { agents, ownVisitor } = heard[name]
  const hears = (line: Line) => line.facts.some((fact) => fact.name === name)
  const happened = !beforeAnybodyListens.includes(name)
  expect(hears(owner)).toBe(happened)
  // A site that is new belongs to owners and admins until somebody is made a member.
  expect(hears(onSite)).toBe(happened && name !== 'site.added')
  expect(hears(offSite)).toBe(happened && (agents === 'T' || agents === 'P'))
  expect(hears(dealless)).toBe(happened && (agents === 'T' || agents === 'S') && name !== 'site.added')
  expect(hears(own.line)).toBe(happened && ownVisitor)
  expect(hears(stranger.line)).toBe(false)
})

test('every fact reaches a socket once, in order', () => {
  for (const line of [owner, onSite, offSite, dealless]) {
    const numbers = line.facts.map(({ n }) => n)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  }
})
