import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { verify } from '@node-rs/argon2'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { randomId } from '#shared/values/random'
import { refusalOf, until } from '../support/ask'
import { password, World } from '../support/world'

vi.mock('@node-rs/argon2', { spy: true })

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

/** An agent's phone: it holds the secret and says the code of a moment. */
class Phone {
  readonly secret = new Secret({ size: 20 }).base32
  code(at = Date.now()): string {
    return new TOTP({ secret: Secret.fromBase32(this.secret) }).generate({ timestamp: at })
  }
}

const stepMs = 30_000
const signIn = (email: string, code?: string, secret = password) =>
  world.fetch('/api/v1/session', { method: 'POST', body: JSON.stringify({ email, password: secret, code }) })
const codeOf = async (response: Response) => (response.ok ? 'ok' : (await response.json()).code)
const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(';')[0] ?? ''

/** Somebody new with an authenticator. */
async function secured(role: 'agent' | 'admin' = 'agent') {
  const { email, cookie } = await world.newcomer('Derya Ak', role)
  const line = await world.agent(cookie)
  const phone = new Phone()
  const { codes } = await line.ask('authenticator:enable', {
    proof: password,
    secret: phone.secret,
    code: phone.code(),
  })
  return { email, cookie, line, phone, codes: codes ?? [] }
}

test('[M05] with two-step sign-in the password alone does not let in, and the code of this moment does', async () => {
  const { email, phone } = await secured()
  expect(await codeOf(await signIn(email))).toBe('code-required')
  expect(await codeOf(await signIn(email, '000000'))).toBe('wrong-code')
  const code = phone.code(Date.now() + stepMs)
  expect(await codeOf(await signIn(email, `${code.slice(0, 3)} ${code.slice(3)}`))).toBe('ok')
  expect(await codeOf(await signIn(email, 'x', 'not the password at all'))).toBe('wrong-credentials')
})

test('[M05] a code is good once, also the one that switched it on, and no older than one step', async () => {
  const { email, phone } = await secured()
  expect(await codeOf(await signIn(email, phone.code()))).toBe('wrong-code')
  const next = phone.code(Date.now() + stepMs)
  expect(await codeOf(await signIn(email, next))).toBe('ok')
  expect(await codeOf(await signIn(email, next))).toBe('wrong-code')
  expect(await codeOf(await signIn(email, phone.code(Date.now() - 3 * stepMs)))).toBe('wrong-code')
})

test('[M05] of two sign-ins with the same code at the same moment one gets in', async () => {
  const { email, phone } = await secured()
  const code = phone.code(Date.now() + stepMs)
  const answers = await Promise.all([1, 2, 3, 4].map(async () => codeOf(await signIn(email, code))))
  expect(answers.sort()).toEqual(['ok', 'wrong-code', 'wrong-code', 'wrong-code'])
})

test('[M05] ten recovery codes let in once each, however they are typed, and new ones make them void', async () => {
  const { email, line, codes } = await secured()
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  const [first = '', second = '', third = ''] = codes
  expect(first).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
  expect(await codeOf(await signIn(email, first))).toBe('ok')
  expect(await codeOf(await signIn(email, first))).toBe('wrong-code')
  expect(await codeOf(await signIn(email, ` ${second.toLowerCase().replaceAll('-', ' ')} `))).toBe('ok')
  expect(await line.ask('authenticator:read', {})).toMatchObject({ enabled: true, codesLeft: 8 })
  const { codes: fresh } = await line.ask('authenticator:renewCodes', { proof: password })
  expect(await codeOf(await signIn(email, third))).toBe('wrong-code')
  expect(await codeOf(await signIn(email, fresh?.[0]))).toBe('ok')
})

test('[M05] neither secret nor codes are in the database in the clear, and the key to them is not in it', async () => {
  const { line, phone, codes } = await secured()
  const rid = randomId()
  const answer = await line.ask('authenticator:renewCodes', { rid, proof: password })
  expect(await line.ask('authenticator:renewCodes', { rid, proof: password })).toEqual({ codes: null })
  const key = join(world.dataDir, 'secret.key')
  expect(statSync(key).mode & 0o777).toBe(0o600)
  const secrets = [phone.secret, readFileSync(key, 'utf8').trim(), ...codes, ...(answer.codes ?? [])]
  for (const file of ['parley.sqlite', 'parley.sqlite-wal']) {
    const bytes = readFileSync(join(world.dataDir, file), 'latin1')
    for (const secret of secrets) expect(bytes).not.toContain(secret)
  }
})

test('[M05] what a stolen session must not do asks for the password again', async () => {
  const { line, phone } = await secured()
  const wrong = { proof: 'not the password' }
  const enable = { ...wrong, secret: phone.secret, code: phone.code() }
  expect((await refusalOf(line.ask('authenticator:enable', enable))).code).toBe('wrong-password')
  expect((await refusalOf(line.ask('authenticator:disable', wrong))).code).toBe('wrong-password')
  expect((await refusalOf(line.ask('authenticator:renewCodes', wrong))).code).toBe('wrong-password')
  const next = { ...wrong, password: 'a slowly turning mill' }
  expect((await refusalOf(line.ask('agent:changePassword', next))).code).toBe('wrong-password')
})

test('[M05] an authenticator that does not know the secret is not switched on', async () => {
  const { email, cookie } = await world.newcomer('Ece Su')
  const line = await world.agent(cookie)
  const secret = new Secret({ size: 20 }).base32
  const asked = line.ask('authenticator:enable', { proof: password, secret, code: '123456' })
  expect((await refusalOf(asked)).code).toBe('wrong-code')
  expect(await codeOf(await signIn(email))).toBe('ok')
})

test('[M05] who has lost phone and codes is let in again by an admin', async () => {
  const { email } = await secured()
  const owner = await world.agent()
  const agent = (await owner.ask('agent:list', {})).find((one) => one.email === email)
  await owner.ask('authenticator:reset', { agentId: agent?.id ?? '' })
  expect(await codeOf(await signIn(email))).toBe('ok')
})

test('[M05] where it is required an admin without it can do nothing but set it up', async () => {
  const own = await World.open()
  const owner = await own.agent()
  expect((await refusalOf(owner.ask('authenticator:require', { required: true }))).code).toBe('two-step-required')
  const phone = new Phone()
  await owner.ask('authenticator:enable', { proof: password, secret: phone.secret, code: phone.code() })
  await owner.ask('authenticator:require', { required: true })
  const admin = await own.agent((await own.newcomer('Ada Kurt', 'admin')).cookie)
  const seller = await own.agent((await own.newcomer('Efe Kaya', 'agent')).cookie)
  const list = { view: 'all' } as const
  expect((await seller.ask('conversation:list', list)).items).toEqual([])
  expect((await refusalOf(admin.ask('conversation:list', list))).code).toBe('two-step-required')
  expect((await admin.ask('console:load', {})).me).toMatchObject({ mustSecure: true, permissions: [] })
  const visitor = await own.visitor()
  await visitor.says('Nobody unsecured hears this')
  const theirs = new Phone()
  await admin.ask('authenticator:enable', { proof: password, secret: theirs.secret, code: theirs.code() })
  expect((await admin.ask('conversation:list', list)).items).toHaveLength(1)
  expect(admin.facts.filter(({ name }) => name === 'message.sent')).toEqual([])
  await visitor.says('Now they do')
  await admin.heardFact('message.sent')
  await own.close()
})

test('[M05] a new password ends every other browser at once, and only those', async () => {
  const { email, cookie } = await world.newcomer('Nil Taş')
  const elsewhere = await world.agent(cookieOf(await signIn(email)))
  const here = await world.agent(cookie)
  await here.ask('agent:changePassword', { proof: password, password: 'a slowly turning mill' })
  await until(() => !elsewhere.socket.connected, 'the other browser to be cut')
  expect(here.socket.connected).toBe(true)
  expect(await codeOf(await signIn(email))).toBe('wrong-credentials')
  expect(await codeOf(await signIn(email, undefined, 'a slowly turning mill'))).toBe('ok')
})

test('an unknown e-mail, a wrong password and a disabled agent are told apart neither by text nor by work', async () => {
  const { email } = await world.newcomer('Can Er')
  const gone = await world.newcomer('Ali Su')
  await (await world.agent()).ask('agent:edit', { agentId: gone.id, disabled: true })
  const kinds = {
    wrong: () => signIn(email, undefined, 'not the password'),
    disabled: () => signIn(gone.email),
    unknown: () => signIn(`${randomBytes(6).toString('hex')}@kuzey.test`),
  }
  for (const [kind, ask] of Object.entries(kinds)) {
    vi.mocked(verify).mockClear()
    const response = await ask()
    expect(`${response.status} ${await response.text()}`, kind).toBe('401 {"code":"wrong-credentials","details":{}}')
    // The hash is what takes the time: one for each, of the same cost.
    expect(vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4))).toEqual([
      ['argon2id', 'v=19', 'm=19456,t=2,p=1'],
    ])
  }
})

test('the cookie is bound to the host over https, and never readable by scripts', async () => {
  const plain = (await signIn('selin@kuzey.test')).headers.getSetCookie()[0] ?? ''
  expect(plain).toMatch(/^parley=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
  const secure = await World.open({ publicUrl: 'https://chat.kuzey.test' })
  const response = await secure.fetch('/api/v1/session', {
    method: 'POST',
    body: JSON.stringify({ email: 'selin@kuzey.test', password }),
  })
  expect(response.headers.getSetCookie()[0]).toMatch(
    /^__Host-parley=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  await secure.close()
})

test('no unsafe request gets through from a foreign page, whatever it brings along', async () => {
  const unsafe: Record<string, string>[] = [
    { origin: 'http://evil.test' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
    { 'x-requested-with': '' },
    { 'x-requested-with': '', 'content-type': 'text/plain' },
    { 'x-requested-with': '', 'content-type': 'application/x-www-form-urlencoded' },
    // A browser adds these by itself for a proxy that asks for a password.
    { 'x-requested-with': '', authorization: 'Basic c2VsaW46c2VsaW4=' },
    { origin: 'http://evil.test', authorization: 'Negotiate abc' },
    // A bearer speaks for itself: the cookie beside it opens nothing.
    { origin: 'http://evil.test', authorization: 'Bearer parley_nothing' },
  ]
  const body = JSON.stringify({ rid: randomId(), availability: 'away' })
  for (const headers of unsafe)
    for (const [method, path] of [
      ['POST', '/agents/me/availability'],
      ['DELETE', '/session'],
      ['PATCH', '/agents/x'],
    ] as const) {
      const response = await world.fetch(`/api/v1${path}`, { method, headers, body })
      expect([401, 403], `${method} ${path} ${JSON.stringify(headers)}`).toContain(response.status)
    }
  const owner = await world.agent()
  expect((await owner.ask('session:read', {})).agent.availability).toBe('online')
})

test('the vault opens for whom it was sealed and with its own key only', async () => {
  const { createVault, readSecretFile } = await import('#server/storage/vault')
  const file = join(world.dataDir, 'other', 'secret.key')
  const vault = createVault(readSecretFile(file))
  expect(existsSync(file)).toBe(true)
  const sealed = vault.seal('of Selin', 'selin')
  expect(createVault(readSecretFile(file)).open(sealed, 'selin')).toBe('of Selin')
  expect(vault.open(sealed, 'deniz')).toBeNull()
  expect(createVault('x'.repeat(32)).open(sealed, 'selin')).toBeNull()
  writeFileSync(file, '')
  expect(() => readSecretFile(file)).toThrow('holds no whole secret')
  expect(vault.open('nonsense', 'selin')).toBeNull()
  expect(vault.seal('of Selin', 'selin')).not.toBe(sealed)
})
