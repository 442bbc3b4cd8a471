import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Line, refusalOf, until } from '../support/ask'
import { password, World } from '../support/world'

let world: World
let owner: Line
beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
})
afterAll(() => world.close())

const status = async (cookie: string) =>
  (await fetch(`${world.url}/api/v1/session`, { headers: { cookie, 'x-requested-with': 'parley' } })).status
const isCut = (line: Line) => until(() => !line.socket.connected, 'the socket to be cut')

test('[M01] a disabled agent is out at once, with every socket and cookie, and may come back', async () => {
  const { id, email, cookie } = await world.newcomer('Derya Ak')
  const [first, second] = [await world.agent(cookie), await world.agent(cookie)]
  await owner.ask('agent:edit', { agentId: id, disabled: true })
  await Promise.all([isCut(first), isCut(second)])
  expect(await status(cookie)).toBe(401)
  expect((await refusalOf(world.agent(cookie))).code).toBe('not-signed-in')
  const again = () => world.fetch('/api/v1/session', { method: 'POST', body: JSON.stringify({ email, password }) })
  expect((await again()).status).toBe(401)
  await owner.ask('agent:edit', { agentId: id, disabled: false })
  expect(await status(cookie)).toBe(401)
  expect((await again()).status).toBe(200)
})

test('[M01] a new role counts from a new sign-in on; the old sockets and cookies end at once', async () => {
  const { id, email, cookie } = await world.newcomer('Ece Su', 'manager')
  const line = await world.agent(cookie)
  await owner.ask('agent:edit', { agentId: id, role: 'read-only' })
  await isCut(line)
  expect(await status(cookie)).toBe(401)
  const answer = await world.fetch('/api/v1/session', { method: 'POST', body: JSON.stringify({ email, password }) })
  expect(await answer.json()).toMatchObject({
    permissions: ['conversations.read', 'deals.read', 'leads.read', 'contacts.read'],
  })
})

test('[M01] a site given or taken changes what an open console hears, and it loads anew', async () => {
  const site = await owner.ask('site:create', { name: 'Second', domains: ['second.test'], locale: 'en' })
  const { id, cookie } = await world.newcomer('Nil Taş', 'agent', [])
  const line = await world.agent(cookie)
  const { token } = await world.bootstrap(site.key, 'http://second.test')
  expect(token).toBeTruthy()
  const visitor = await world.visitor(undefined, site.key, 'http://second.test')
  let resyncs = 0
  line.socket.on('resync', () => resyncs++)
  await visitor.says('Nobody of them hears this')
  await owner.ask('agent:edit', { agentId: id, siteIds: [site.id] })
  await until(() => resyncs === 1, 'the console to be told to load anew')
  expect((await line.ask('conversation:list', { view: 'all' })).items).toHaveLength(1)
  await visitor.says('Now they do')
  await line.heardFact('message.sent', ({ data }) => data.message.body === 'Now they do')
  await owner.ask('agent:edit', { agentId: id, siteIds: [] })
  await until(() => resyncs === 2, 'the console to be told again')
  await visitor.says('Not any more')
  expect((await line.ask('conversation:list', { view: 'all' })).items).toEqual([])
  expect(line.facts.flatMap((fact) => (fact.name === 'message.sent' ? [fact.data.message.body] : []))).toEqual([
    'Now they do',
  ])
})

test('[M01] signing out cuts the sockets of that browser and of no other', async () => {
  const { email, cookie } = await world.newcomer('Can Er')
  const other = await world.fetch('/api/v1/session', { method: 'POST', body: JSON.stringify({ email, password }) })
  const here = await world.agent(cookie)
  const there = await world.agent(other.headers.getSetCookie()[0]?.split(';')[0])
  await world.fetch('/api/v1/session', { method: 'DELETE', headers: { cookie }, body: '{}' })
  await isCut(here)
  expect(there.socket.connected).toBe(true)
})

test('[M01] a new password from an admin puts the agent out and lets them in with it', async () => {
  const { id, email, cookie } = await world.newcomer('Ali Su')
  const line = await world.agent(cookie)
  const common = owner.ask('agent:resetPassword', { agentId: id, password: 'unbelievable' })
  expect((await refusalOf(common)).code).toBe('password-common')
  await owner.ask('agent:resetPassword', { agentId: id, password: 'a slowly turning mill' })
  await isCut(line)
  const signIn = (secret: string) =>
    world.fetch('/api/v1/session', { method: 'POST', body: JSON.stringify({ email, password: secret }) })
  expect((await signIn(password)).status).toBe(401)
  expect((await signIn('a slowly turning mill')).status).toBe(200)
})

test('[M01] nobody changes the owner, raises themselves or gives sites they do not have', async () => {
  const { id, cookie } = await world.newcomer('Ada Kurt', 'admin')
  const admin = await world.agent(cookie)
  const me = (await owner.ask('session:read', {})).agent
  const code = async (asked: Promise<unknown>) => (await refusalOf(asked)).code
  expect(await code(admin.ask('agent:edit', { agentId: me.id, name: 'Mine now' }))).toBe('not-allowed')
  expect(await code(admin.ask('agent:resetPassword', { agentId: me.id, password: 'a slowly turning mill' }))).toBe(
    'not-allowed',
  )
  expect(await code(admin.ask('authenticator:reset', { agentId: me.id }))).toBe('not-allowed')
  expect(await code(owner.ask('agent:edit', { agentId: me.id, disabled: true }))).toBe('owner-stays')
  expect(await code(owner.ask('agent:edit', { agentId: me.id, role: 'agent' }))).toBe('owner-stays')
  expect(await code(admin.ask('agent:edit', { agentId: id, role: 'agent' }))).toBe('not-allowed')
  expect(await code(admin.ask('agent:edit', { agentId: id, role: 'owner' as never }))).toBe('malformed')
  // A stolen screen must not get round the question for the password by being one's own admin.
  for (const [line, own] of [
    [owner, me.id],
    [admin, id],
  ] as const) {
    expect(await code(line.ask('agent:resetPassword', { agentId: own, password: 'a slowly turning mill' }))).toBe(
      'not-allowed',
    )
    expect(await code(line.ask('authenticator:reset', { agentId: own }))).toBe('not-allowed')
  }
  const elsewhere = { agentId: id, siteIds: [me.id] }
  expect(await code(owner.ask('agent:edit', elsewhere))).toBe('not-found')
  expect(await code(owner.ask('agent:edit', { agentId: world.site.id, name: 'X' }))).toBe('not-found')
})

test('who is on which page of a site is told to those who work there, and to nobody else', async () => {
  const visitor = await world.visitor()
  await visitor.says('Looking around')
  visitor.line.socket.emit('signal', 'visitor.page', { url: 'http://shop.test/secret', title: 'Secret', referrer: '' })
  const here = await world.agent((await world.newcomer('Works Here')).cookie)
  const elsewhere = await world.agent((await world.newcomer('Works Elsewhere', 'agent', [])).cookie)
  const pages = async (line: Line) => (await line.ask('console:load', {})).pages.map(({ page }) => page.title)
  await until(async () => (await pages(here)).includes('Secret'), 'the page to be known')
  expect(await pages(elsewhere)).toEqual([])
  expect((await elsewhere.ask('console:load', {})).onlinePersonIds).toEqual([])
})

test('an agent who may not answer is not shown as writing', async () => {
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Anybody there?')
  const reader = await world.agent((await world.newcomer('Only Reads', 'read-only')).cookie)
  reader.socket.emit('signal', 'agent.typing', { conversationId, typing: true })
  await reader.ask('session:read', {})
  owner.socket.emit('signal', 'agent.typing', { conversationId, typing: true })
  await visitor.line.heardSignal('agent.typing')
  expect(visitor.line.signals.filter(({ name }) => name === 'agent.typing')).toMatchObject([
    { data: { agentName: 'Selin' } },
  ])
})
