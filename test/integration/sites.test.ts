import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomText } from '#shared/values/random'
import { Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World

beforeAll(async () => {
  world = await World.open({ limitsFactor: 1_000 })
})
afterAll(() => world.close())

const settings = (origin: string, key = world.site.key) =>
  fetch(`${world.url}/widget/${key}.json`, { headers: { origin } })

test('[W01] a page of the site gets the widget’s settings, another page a reason', async () => {
  const mine = await settings('http://shop.test')
  expect([mine.status, await mine.json()]).toEqual([200, { name: 'Kuzey Atölye', locale: 'en', open: false }])
  expect(mine.headers.get('access-control-allow-origin')).toBe('http://shop.test')
  expect(mine.headers.getSetCookie()).toEqual([])
  expect(mine.headers.get('etag')).toBeTruthy()
  for (const origin of ['http://evil.test', 'http://shop.test.evil.test', 'http://notshop.test', 'null']) {
    const theirs = await settings(origin)
    expect([theirs.status, await theirs.json()]).toEqual([403, { code: 'origin-refused', details: {} }])
  }
  const unknown = await settings('http://shop.test', 's_nothing')
  expect([unknown.status, await unknown.json()]).toEqual([404, { code: 'unknown-site', details: {} }])
})

test('[W02] only pages of the site may frame the chat, and the frame runs nothing but its own files', async () => {
  const response = await fetch(`${world.url}/frame/${world.site.key}`)
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
  expect(policy).toMatch(/frame-ancestors .*http:\/\/shop\.test:\*/)
  expect(policy).not.toContain('evil')
  expect(response.headers.getSetCookie()).toEqual([])
})

test('a stranger cannot begin without a bootstrap token of this site, and a visitor comes back without one', async () => {
  const token = `v1.${randomText(32)}`
  const open = (auth: object) => Line.open(`${world.url}/visitor`, { auth: { site: world.site.key, token, ...auth } })
  expect((await refusalOf(open({}))).code).toBe('origin-refused')
  expect((await refusalOf(open({ bootstrap: 'abc.def' }))).code).toBe('origin-refused')
  expect((await refusalOf(open({ site: 's_nothing' }))).code).toBe('unknown-site')
  expect((await refusalOf(open({ token: 'v1.short' }))).code).toBe('malformed')
  const owner = await world.agent()
  const other = await owner.ask('site:create', { name: 'Other', domains: ['other.test'], locale: 'en' })
  const { token: foreign } = await world.bootstrap(other.key, 'http://other.test')
  expect((await refusalOf(open({ bootstrap: foreign }))).code).toBe('origin-refused')
  const first = await world.visitor(token)
  await first.says('Hello')
  const back = await open({})
  expect((await back.ask('visit:sync', { after: 0 })).head).toBe(1)
  back.close()
})

test('[W06] no visitor and no person exist before the first message', async () => {
  const count = async () => (await world.storage.read.selectFrom('visitor').select('id').execute()).length
  const before = await count()
  const visitor = await world.visitor()
  expect(await visitor.sees()).toMatchObject({ conversationId: null, head: 0, messages: [] })
  expect(await count()).toBe(before)
  await visitor.says('Now')
  expect(await count()).toBe(before + 1)
})

test('a socket from another origin is refused on both transports and both doors', async () => {
  const { token } = await world.bootstrap()
  for (const transport of ['websocket', 'polling'])
    for (const origin of ['http://evil.test', 'null', `${world.url}.evil.test`]) {
      const auth = { site: world.site.key, token: `v1.${randomText(32)}`, bootstrap: token }
      await expect(Line.open(`${world.url}/visitor`, { auth, headers: { origin }, transport })).rejects.toThrow()
      await expect(
        Line.open(`${world.url}/agent`, { headers: { origin, cookie: world.cookie }, transport }),
      ).rejects.toThrow()
    }
})

test('[S02] a new site is heard by owners at once and works right away', async () => {
  const owner = await world.agent()
  const site = await owner.ask('site:create', { name: 'Second', domains: ['second.test', 'SECOND.test'], locale: 'tr' })
  expect(site.domains).toEqual(['second.test'])
  await owner.heardFact('site.added', (fact) => fact.data.site.id === site.id)
  const visitor = await world.visitor(undefined, site.key).catch(() => null)
  expect(visitor).toBeNull()
  const { token } = await world.bootstrap(site.key, 'https://www.second.test')
  const line = await Line.open(`${world.url}/visitor`, {
    auth: { site: site.key, token: `v1.${randomText(32)}`, bootstrap: token },
  })
  const page = { url: 'https://second.test', title: '', referrer: '' }
  const { conversationId } = await line.ask('visit:send', { id: randomText(16), body: 'Merhaba', page, language: 'tr' })
  await owner.heardFact('message.sent', (fact) => fact.data.message.conversationId === conversationId)
  line.close()
})

test('[W18] what the page says about its visitor reaches the agent, within bounds', async () => {
  const agent = await world.agent()
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Hi')
  await visitor.line.ask('visit:describe', { attributes: { plan: 'pro', seats: 20, trial: false } })
  await visitor.line.ask('visit:describe', { attributes: { seats: 25 } })
  const { person } = await agent.ask('conversation:read', { conversationId })
  expect(person.attributes).toEqual({ plan: 'pro', seats: 25, trial: false })
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, i]))
  for (const attributes of [many, { deep: { a: 1 } } as never, { long: 'x'.repeat(201) }])
    expect((await refusalOf(visitor.line.ask('visit:describe', { attributes }))).code).toBe('malformed')
})
