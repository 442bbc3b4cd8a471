import { connect } from 'node:net'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import { World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

const get = async (path: string) => (await world.fetch(`/api/v1${path}`)).json()

test('the document is valid OpenAPI 3.1 and has every request of the contract', async () => {
  const document = await get('/openapi.json')
  expect(document.openapi).toMatch(/^3\.1\./)
  expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true })
  const documented = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId))
    .sort()
  const asked = Object.entries(contract).flatMap(([group, verbs]) =>
    Object.keys(verbs).map((verb) => `${group}.${verb}`),
  )
  expect(documented).toEqual(asked.sort())
  expect(document.paths['/deals'].post.parameters).toContainEqual(
    expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }),
  )
  expect(JSON.stringify(document.paths['/deals'].post.requestBody)).not.toContain('"rid"')
})

test('the reference page shows every path and runs no script', async () => {
  const response = await world.fetch('/api/v1/')
  const html = await response.text()
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(html).not.toContain('<script')
  for (const path of Object.keys((await get('/openapi.json')).paths)) expect(html).toContain(path)
  expect(await (await world.fetch('/api/v1/?lang=tr')).text()).toContain('REST arayüzü')
})

test('over HTTP and over the socket the same request is the same request', async () => {
  const agent = await world.agent()
  const { conversationId } = await (await world.visitor()).says('Hello')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const rid = randomId()
  const input = { personId: person.id, conversationId, name: 'Twenty tables' }
  const response = await world.fetch('/api/v1/deals', {
    method: 'POST',
    headers: { 'idempotency-key': rid },
    body: JSON.stringify(input),
  })
  const deal = await response.json()
  expect(response.status).toBe(200)
  expect(await agent.ask('deal:create', { rid, ...input })).toEqual(deal)
  expect(await get(`/deals/${deal.id}`)).toEqual(deal)
  expect(await get(`/people/${person.id}/deals`)).toMatchObject([{ deal }])
  await agent.heardFact('deal.created', (fact) => fact.data.deal.id === deal.id)
})

test('a list is asked for with a query', async () => {
  const answer = await get('/conversations?view=all&limit=1')
  expect(answer.items).toHaveLength(1)
  expect((await world.fetch('/api/v1/conversations?view=yours')).status).toBe(400)
})

test('answers of the interface are kept by no cache and readable by no other origin', async () => {
  const response = await world.fetch('/api/v1/session', { headers: { origin: 'https://evil.test' } })
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test('a visitor may use the interface with a token instead of a cookie', async () => {
  const visitor = await world.visitor()
  await visitor.says('Over the socket')
  const headers = { authorization: `Bearer ${visitor.token}`, 'x-parley-site': world.site.key, cookie: '' }
  const ask = async (path: string, body: object) =>
    (await world.fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  expect(await ask('/visit/sync', { after: 0 })).toMatchObject({ head: 1 })
  const page = { url: 'http://shop.test', title: '', referrer: '' }
  await ask('/visit/messages', { id: randomId(), body: 'Over HTTP', page, language: 'en' })
  expect((await visitor.sees()).messages.map(({ body }) => body)).toEqual(['Over the socket', 'Over HTTP'])
  expect(await ask('/deals', {})).toEqual({ code: 'not-signed-in', details: {} })
})

test('a request that says nothing but its address needs no body', async () => {
  const { cookie } = await world.newcomer('Derya Ak')
  const ends = await world.fetch('/api/v1/session', { method: 'DELETE', headers: { cookie } })
  expect(ends.status).toBe(200)
  expect((await world.fetch('/api/v1/session', { headers: { cookie } })).status).toBe(401)
})

test('a body announced too large is refused before it is sent', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(world.app.port(), '127.0.0.1')
    socket.setTimeout(2_000, () => reject(new Error('No answer')))
    socket.on('error', reject)
    socket.on('data', (chunk) => resolve(String(chunk)))
    socket.write(
      'POST /api/v1/session HTTP/1.1\r\nhost: localhost\r\nx-requested-with: parley\r\n' +
        'content-type: application/json\r\ncontent-length: 1073741824\r\n\r\n{',
    )
  })
  expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  expect(answer).toMatch(/^Connection: close\r$/m)
})
