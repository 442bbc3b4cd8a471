import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { contract, type RequestName } from '#shared/protocol/index'
import { refusals } from '#shared/protocol/refusals'
import { randomId } from '#shared/values/random'
import { refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
const names = Object.entries(contract).flatMap(([group, verbs]) =>
  Object.keys(verbs).map((verb) => `${group}:${verb}` as RequestName),
)

beforeAll(async () => {
  world = await World.open({ limitsFactor: 100_000 })
})
afterAll(() => world.close())

/** Ids that exist, keys that are magic, and anything at all. */
const nearInput = (ids: string[]) =>
  fc.oneof(
    fc.anything({ withNullPrototype: true, maxDepth: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'rid',
        'id',
        'conversationId',
        'personId',
        'dealId',
        'taskId',
        'stageId',
        'fromStageId',
        'beforeId',
        'body',
        'name',
        'changes',
        'title',
        'dueAt',
        'view',
        'cursor',
        'limit',
        'after',
        'epoch',
        'page',
        'language',
        'attributes',
        'delivered',
        'read',
        'email',
        'password',
        'role',
        'siteIds',
        'domains',
        'locale',
        'token',
        '__proto__',
        'constructor',
      ),
      fc.oneof(
        fc.constantFrom(
          ...ids,
          randomId(),
          'mine',
          'tr',
          '2026-11-22T00:00:00.000Z',
          '\ud800',
          'x|y',
          '0|0',
          '__proto__',
        ),
        fc.integer(),
        fc.double(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(null, true, [], {}),
        fc.record({ was: fc.anything({ maxDepth: 1 }), is: fc.anything({ maxDepth: 1 }) }),
        fc.record({ url: fc.string(), title: fc.string(), referrer: fc.string() }),
      ),
      { maxKeys: 12 },
    ),
  )

test('any JSON at any request gives a value or a refusal, never a crash and never "unexpected"', async () => {
  const agent = await world.agent()
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Hello')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const deal = await agent.ask('deal:create', { personId: person.id, conversationId })
  const ids = [conversationId, person.id, deal.id, deal.stageId, deal.pipelineId, world.site.id]
  const dangerous = new Set<RequestName>(['session:close', 'session:revoke', 'session:open'])
  const targets = names.filter((name) => !dangerous.has(name))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...targets), nearInput(ids), fc.boolean(), async (name, input, byVisitor) => {
      const answer = await (byVisitor ? visitor.line : agent).raw(name, input)
      if ('refused' in answer) {
        expect(Object.keys(refusals)).toContain(answer.refused.code)
        expect(answer.refused.code, JSON.stringify([name, input])).not.toBe('unexpected')
      } else expect(answer).toHaveProperty('ok')
    }),
    { numRuns: 1_500 },
  )
  expect((await fetch(`${world.url}/healthz`)).status).toBe(200)
})

test('names that are no request, and packets that are none, are refused and end nothing', async () => {
  const agent = await world.agent()
  for (const name of [
    'deal:fly',
    '__proto__',
    'constructor',
    'deal:__proto__',
    'toString',
    '',
    null,
    7,
    {},
    ['deal', 'move'],
  ])
    expect(await agent.raw(name, {})).toEqual({ refused: { code: 'unknown-request' } })
  agent.socket.emit('request')
  agent.socket.emit('request', 'deal:create')
  agent.socket.emit('request', 'deal:create', {}, 'not a function')
  agent.socket.emit('signal', '__proto__', { polluted: true })
  agent.socket.emit('signal', 'agent.typing', { conversationId: 'x' })
  agent.socket.emit('unknown', { a: 1 })
  expect((await agent.ask('session:read', {})).agent.role).toBe('owner')
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

test('who keeps sending nonsense is cut', async () => {
  const strict = await World.open({ limitsFactor: 1 })
  const visitor = await strict.visitor()
  const gone = new Promise((resolve) => visitor.line.socket.once('disconnect', resolve))
  for (let i = 0; i < 8; i++) visitor.line.socket.emit('request', 'visit:send', { id: i }, () => {})
  await gone
  await strict.close()
})

test('raw frames that are not the protocol, and ones that are too big, close their own socket only', async () => {
  const open = async () => {
    const address = `${world.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
    const socket = new WebSocket(address, { origin: world.url })
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return socket
  }
  const frames = [
    '4',
    '40/agent,{',
    '42["request"',
    '4251-["x",{"_placeholder":true,"num":0}]',
    '9999',
    '\u0000',
    '40/nowhere,',
    'x'.repeat(70_000),
  ]
  for (const frame of frames) {
    const socket = await open()
    socket.on('error', () => {})
    socket.send(frame)
    await new Promise((resolve) => setTimeout(resolve, 20))
    socket.terminate()
  }
  expect((await world.agent()).socket.connected).toBe(true)
})

test('HTTP that is broken, too big, too deep or for nothing is refused by name', async () => {
  const say = async (init: RequestInit, path = '/api/v1/deals') => {
    const response = await world.fetch(path, { method: 'POST', ...init })
    return [response.status, (await response.json()).code]
  }
  expect(await say({ body: '{' })).toEqual([400, 'malformed'])
  expect(await say({ body: 'x'.repeat(70_000) })).toEqual([413, 'message-too-long'])
  expect(await say({ body: `${'['.repeat(20_000)}${']'.repeat(20_000)}` })).toEqual([400, 'malformed'])
  expect(await say({ body: '{"__proto__":{"x":1}}' })).toEqual([400, 'malformed'])
  expect(await say({ body: '{}' }, '/api/v1/nothing')).toEqual([404, 'unknown-request'])
  expect(await say({ body: '{}' }, '/api/v2/deals')).toEqual([404, 'unknown-request'])
  expect(await say({ body: 'a=b', headers: { 'content-type': 'text/plain' } })).toEqual([400, 'malformed'])
  expect((await world.fetch('/api/v1/deals/not-an-id')).status).toBe(400)
  expect((await world.fetch('/widget/%E0%A4%A.json')).status).toBe(400)
})

test('a foreign conversation, person, deal or task is not there, whoever asks', async () => {
  const agent = await world.agent()
  const other = await agent.ask('site:create', { name: 'Other', domains: ['other.test'], locale: 'en' })
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Mine alone')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const task = await agent.ask('task:create', {
    personId: person.id,
    dealId: null,
    conversationId,
    title: 'x',
    dueAt: null,
  })
  const outsider = await world.agent(await world.hire('Oğuz Şahin', 'agent', [other.id]))
  for (const attempt of [
    outsider.ask('conversation:read', { conversationId }),
    outsider.ask('conversation:accept', { conversationId }),
    outsider.ask('conversation:close', { conversationId }),
    outsider.ask('conversation:mark', { conversationId, delivered: 1, read: 1 }),
    outsider.ask('note:write', { conversationId, body: 'x' }),
    outsider.ask('person:read', { personId: person.id }),
    outsider.ask('deal:create', { personId: person.id, conversationId }),
    outsider.ask('deal:ofPerson', { personId: person.id }),
    outsider.ask('task:ofPerson', { personId: person.id }),
    outsider.ask('task:complete', { taskId: task.id }),
    outsider.ask('conversation:read', { conversationId: person.id }),
  ])
    expect((await refusalOf(attempt)).code).toBe('not-found')
})

test('limits hold at their own figures', async () => {
  const strict = await World.open({ limitsFactor: 1 })
  const visitor = await strict.visitor()
  const codes = []
  for (let i = 0; i < 12; i++)
    codes.push(
      await visitor.says(`${i}`).then(
        () => 'ok',
        (error) => error.answer.code,
      ),
    )
  expect(codes).toEqual([...Array(10).fill('ok'), 'too-many', 'too-many'])
  const wrong = () =>
    strict.post<'session:open'>('/session', { email: 'selin@kuzey.test', password: 'wrong wrong wrong' })
  const tries = []
  for (let i = 0; i < 7; i++) tries.push((await refusalOf(wrong())).code)
  expect(tries).toEqual([...Array(5).fill('wrong-credentials'), 'too-many', 'too-many'])
  await strict.close()
})

test('text stays text: markup, control characters and lone surrogates are kept harmless and whole', async () => {
  const agent = await world.agent()
  const visitor = await world.visitor()
  const hostile = '<img src=x onerror=alert(1)> \u0000\u0007 e\u0301 \ud83d\ude00 \ud800 {{constructor}}'
  const { conversationId, message } = await visitor.says(hostile)
  expect(message.body).toBe('<img src=x onerror=alert(1)>  é \ud83d\ude00 \ufffd {{constructor}}')
  const { messages } = await agent.ask('conversation:read', { conversationId })
  expect(messages[0]?.body).toBe(message.body)
})
