import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { password, World } from '../support/world'

let world: World
let owner: Line
beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
})
afterAll(() => world.close())

const make = (...scopes: ('conversations.read' | 'deals.read' | 'deals.write' | 'tasks.write')[]) =>
  owner.ask('key:create', { proof: password, name: 'Shop', scopes })

/** Asks as a program does: with the key and without a cookie. */
async function ask(secret: string | null, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const response = await fetch(`${world.url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) })
  return { status: response.status, answer: await response.json() }
}

test('[I01] a key opens what its scopes say, on every site, and nothing else', async () => {
  const { conversationId } = await (await world.visitor()).says('Twenty tables, please')
  const { person } = await owner.ask('conversation:read', { conversationId })
  const { secret } = await make('conversations.read', 'deals.write')
  expect(secret).toMatch(/^parley_[\w-]{43}$/)
  expect((await ask(secret, 'GET', `/conversations/${conversationId}`)).answer.messages[0].body).toContain('Twenty')
  const made = await ask(secret, 'POST', '/deals', { rid: randomId(), personId: person.id, conversationId })
  expect(made).toMatchObject({ status: 200, answer: { ownerId: null, personId: person.id } })
  expect(await ask(secret, 'GET', `/deals/${made.answer.id}`)).toMatchObject({ status: 403 })
  const history = await owner.ask('deal:history', { dealId: made.answer.id })
  expect(history[0]).toMatchObject({ name: 'deal.created', byAgentId: null, byKey: 'Shop' })
  const { lines } = await owner.ask('conversation:read', { conversationId })
  expect(lines.map(({ data }) => data)).toMatchObject([{ byAgentId: null, byKey: 'Shop' }])
  for (const path of ['/session', '/agents', '/keys', '/console', '/authenticator', '/sessions'])
    expect(await ask(secret, 'GET', path), path).toMatchObject({ status: 401 })
  const said = { id: randomId(), conversationId, body: 'I am a program' }
  expect(await ask(secret, 'POST', `/conversations/${conversationId}/messages`, said)).toMatchObject({ status: 401 })
})

test('[I01] a retry with a key makes one thing', async () => {
  const { conversationId } = await (await world.visitor()).says('Once')
  const { person } = await owner.ask('conversation:read', { conversationId })
  const { secret } = await make('deals.write')
  const deal = { rid: randomId(), personId: person.id, conversationId: null }
  const [first, again] = [await ask(secret, 'POST', '/deals', deal), await ask(secret, 'POST', '/deals', deal)]
  expect(again).toEqual(first)
  expect((await ask(secret, 'POST', '/deals', { ...deal, name: 'Other' })).answer.code).toBe('rid-reused')
})

test('[I01] its secret is shown once and stored nowhere', async () => {
  const rid = randomId()
  const input = { rid, proof: password, name: 'Once only', scopes: ['deals.read' as const] }
  const { key, secret } = await owner.ask('key:create', input)
  expect(await owner.ask('key:create', input)).toEqual({ key, secret: null })
  expect(secret?.endsWith(key.hint)).toBe(true)
  expect(JSON.stringify(await owner.ask('key:list', {}))).not.toContain(secret)
  for (const file of ['parley.sqlite', 'parley.sqlite-wal'])
    expect(readFileSync(join(world.dataDir, file), 'latin1')).not.toContain(secret)
})

test('[I01] a revoked key is refused from the next request on', async () => {
  const { key, secret } = await make('deals.read')
  expect(await ask(secret, 'GET', '/pipelines')).toMatchObject({ status: 200 })
  expect((await owner.ask('key:list', {})).find(({ id }) => id === key.id)?.usedAt).toBeTruthy()
  await owner.ask('key:revoke', { keyId: key.id })
  expect(await ask(secret, 'GET', '/pipelines')).toMatchObject({ status: 401 })
  expect((await refusalOf(owner.ask('key:revoke', { keyId: key.id }))).code).toBe('not-found')
  expect((await owner.ask('key:list', {})).some(({ id }) => id === key.id)).toBe(false)
})

test('[I01] only who may change settings makes one, with their password, and no key makes another', async () => {
  const seller = await world.agent(await world.hire('Efe Kaya'))
  const input = { proof: password, name: 'Mine', scopes: ['deals.read' as const] }
  expect((await refusalOf(seller.ask('key:create', input))).code).toBe('not-allowed')
  expect((await refusalOf(owner.ask('key:create', { ...input, proof: 'guess' }))).code).toBe('wrong-password')
  const greedy = owner.ask('key:create', { ...input, scopes: ['team.manage' as never] })
  expect((await refusalOf(greedy)).code).toBe('malformed')
  const { secret } = await make('deals.read')
  expect(await ask(secret, 'POST', '/keys', { rid: randomId(), ...input })).toMatchObject({ status: 401 })
})

test('[I01] what is nearly a key is nobody', async () => {
  const { secret } = await make('deals.read')
  const near = [`${secret}x`, secret?.slice(0, -1), secret?.toUpperCase(), 'parley_', `parley_${'A'.repeat(43)}`, '']
  for (const one of near) expect(await ask(one ?? '', 'GET', '/pipelines'), String(one)).toMatchObject({ status: 401 })
})
