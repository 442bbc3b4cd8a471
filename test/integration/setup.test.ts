import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { randomText } from '#shared/values/random'
import { Line, refusalOf } from '../support/ask'
import { password, World } from '../support/world'

let world: World | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

const answers = (token: string, more: object = {}) => ({
  token,
  owner: { name: 'Selin Demir', email: 'selin@kuzey.test', password },
  locale: 'tr' as const,
  timeZone: 'Europe/Istanbul',
  currency: 'TRY',
  publicUrl: 'http://localhost:4000',
  site: { name: 'Kuzey Atölye', domains: ['https://Kuzey.test/shop'] },
  ...more,
})

test('[S01] the one-time link makes owner, site and pipeline, signs in, and then is worth nothing', async () => {
  world = await World.open({ setUp: false })
  const token = world.app.setupToken ?? ''
  expect(token).toHaveLength(43)
  const { site, installation } = await world.post<'setup:complete'>('/setup', answers(token))
  expect(site).toMatchObject({ name: 'Kuzey Atölye', domains: ['kuzey.test'], locale: 'tr' })
  expect(installation).toEqual({
    locale: 'tr',
    timeZone: 'Europe/Istanbul',
    currency: 'TRY',
    publicUrl: 'http://localhost:4000',
    supportContact: '',
  })
  const me = await (await world.fetch('/api/v1/session')).json()
  expect(me.agent).toMatchObject({ email: 'selin@kuzey.test', role: 'owner', locale: 'tr' })
  const pipelines = await (await world.fetch('/api/v1/pipelines')).json()
  expect(pipelines[0].stages[0].name).toBe('Yeni talep')
  expect((await refusalOf(world.post<'setup:complete'>('/setup', answers(token)))).code).toBe('already-set-up')
})

test('[S01] only one of two set-ups at the same moment makes an owner', async () => {
  const here = await World.open({ setUp: false })
  world = here
  const token = here.app.setupToken ?? ''
  const tries = await Promise.allSettled([1, 2, 3].map(() => here.post<'setup:complete'>('/setup', answers(token))))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const agents = await here.storage.read.selectFrom('agent').select('id').execute()
  expect(agents).toHaveLength(1)
})

test('[S01] until there is an owner every other door answers "not set up", and a wrong link opens nothing', async () => {
  const here = await World.open({ setUp: false })
  world = here
  const code = async (path: string, init?: RequestInit) => (await (await here.fetch(path, init)).json()).code
  expect(await code('/api/v1/session')).toBe('not-set-up')
  expect(await code('/api/v1/session', { method: 'POST', body: JSON.stringify({ email: 'a@b.test', password }) })).toBe(
    'not-set-up',
  )
  expect(await code('/widget/s_x.json')).toBe('not-set-up')
  expect(await code('/frame/s_x')).toBe('not-set-up')
  expect((await refusalOf(Line.open(`${world.url}/agent`, {}))).code).toBe('not-set-up')
  expect((await refusalOf(world.post<'setup:complete'>('/setup', answers(randomText(32))))).code).toBe(
    'setup-link-invalid',
  )
})

test('[S01] bad answers are refused one by one, and the link stays good', async () => {
  world = await World.open({ setUp: false })
  const token = world.app.setupToken ?? ''
  const refused = async (more: object) =>
    (await refusalOf((world as World).post<'setup:complete'>('/setup', answers(token, more)))).code
  const owner = { name: 'Selin', email: 'selin@kuzey.test', password }
  expect(await refused({ owner: { ...owner, password: 'short' } })).toBe('malformed')
  expect(await refused({ owner: { ...owner, password: 'password1234' } })).toBe('password-common')
  expect(await refused({ owner: { ...owner, email: 'nobody' } })).toBe('malformed')
  expect(await refused({ site: { name: 'x', domains: ['not a domain'] } })).toBe('domain-invalid')
  expect(await refused({ timeZone: 'Mars/Olympus' })).toBe('malformed')
  expect(await refused({ currency: 'XXY' })).toBe('malformed')
  expect(await refused({ publicUrl: 'javascript:alert(1)' })).toBe('malformed')
  await world.post<'setup:complete'>('/setup', answers(token))
})

test('[S01] the link is renewed at each start until there is an owner', async () => {
  world = await World.open({ setUp: false })
  const first = world.app.setupToken
  const { found } = await import('#server/domains/installation/index')
  const { Changes } = await import('#server/events/changes')
  const second = await found(
    new Changes(
      world.storage,
      () => {},
      () => {},
    ),
  )
  expect(second).not.toBe(first)
  expect((await refusalOf(world.post<'setup:inspect'>('/setup/inspect', { token: first ?? '' }))).code).toBe(
    'setup-link-invalid',
  )
})

test('signing in answers wrong passwords and unknown people alike, and a closed session is over at once', async () => {
  world = await World.open()
  const open = (email: string, secret: string) =>
    (world as World).post<'session:open'>('/session', { email, password: secret })
  const wrong = await refusalOf(open('selin@kuzey.test', 'a wrong password'))
  const unknown = await refusalOf(open('nobody@kuzey.test', 'a wrong password'))
  expect([wrong, unknown]).toEqual([
    { code: 'wrong-credentials', details: {} },
    { code: 'wrong-credentials', details: {} },
  ])
  await open(' Selin@Kuzey.test ', password)
  const line = await world.agent()
  const gone = new Promise((resolve) => line.socket.once('disconnect', resolve))
  await world.fetch('/api/v1/session', { method: 'DELETE', body: '{}' })
  await gone
  expect((await refusalOf(world.agent())).code).toBe('not-signed-in')
})

test('a session is stored as a hash and its cookie is out of scripts’ reach', async () => {
  world = await World.open()
  const response = await world.fetch('/api/v1/session', {
    method: 'POST',
    body: JSON.stringify({ email: 'selin@kuzey.test', password }),
  })
  const cookie = response.headers.getSetCookie()[0] ?? ''
  expect(cookie).toMatch(/^parley=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/)
  const rows = await world.storage.read.selectFrom('session').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(cookie.slice(7, 50))
})

test('another signed-in browser can be seen and ended', async () => {
  world = await World.open()
  const mine = world.cookie
  await world.post<'session:open'>('/session', { email: 'selin@kuzey.test', password })
  const other = world.cookie
  const here = await world.agent(mine)
  const there = await world.agent(other)
  const sessions = await here.ask('session:list', {})
  expect(sessions.filter(({ current }) => current)).toHaveLength(1)
  const theirs = sessions.find(({ current }) => !current)
  const gone = new Promise((resolve) => there.socket.once('disconnect', resolve))
  await here.ask('session:revoke', { sessionId: theirs?.id ?? '' })
  await gone
  expect((await refusalOf(here.ask('session:revoke', { sessionId: randomUUID() }))).code).toBe('not-found')
})

test('a foreign page can neither sign in for somebody nor change anything', async () => {
  world = await World.open()
  const code = async (headers: Record<string, string>) => {
    const response = await fetch(`${world?.url}/api/v1/agents/me/locale`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: world?.cookie ?? '', ...headers },
      body: JSON.stringify({ rid: randomText(16), locale: 'tr' }),
    })
    return (await response.json()).code
  }
  expect(await code({ origin: 'https://evil.test', 'x-requested-with': 'parley' })).toBe('origin-refused')
  expect(await code({ 'sec-fetch-site': 'cross-site', 'x-requested-with': 'parley' })).toBe('origin-refused')
  expect(await code({})).toBe('origin-refused')
  expect(await code({ origin: world.url, 'x-requested-with': 'parley' })).toBeUndefined()
})
