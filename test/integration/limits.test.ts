import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RefusalAnswer } from '#shared/protocol/refusals'
import { randomId, randomText } from '#shared/values/random'
import { Line, refusalOf, until } from '../support/ask'
import { page, password, World } from '../support/world'

let world: World
let owner: Line
beforeAll(async () => {
  world = await World.open({ limitsFactor: 1, trustProxy: 1 })
  owner = await world.agent()
})
afterAll(() => world.close())

let lastAddress = 0
/** An address nobody has used yet, as the proxy in front reports it. */
const newAddress = () => `203.0.113.${++lastAddress}`
const token = () => `v1.${randomText(32)}`

/** How many of `tries` went through before the first refusal `too-many`, and what that said. */
async function countUntilRefused(tries: number, ask: (index: number) => Promise<unknown>) {
  for (let index = 0; index < tries; index++) {
    const refused = await ask(index).then(
      () => null,
      (error: { answer?: RefusalAnswer }) => error.answer ?? null,
    )
    if (refused?.code === 'too-many') return { passed: index, retryAfterMs: refused.details?.retryAfterMs ?? 0 }
  }
  return { passed: tries, retryAfterMs: 0 }
}

async function visitorFrom(address: string, secret = token()) {
  const { token: bootstrap } = await bootstrapFrom(newAddress())
  return Line.open(`${world.url}/visitor`, {
    auth: { site: world.site.key, token: secret, bootstrap },
    headers: { 'x-forwarded-for': address },
  })
}

async function bootstrapFrom(address: string): Promise<{ token: string }> {
  const headers = { origin: 'http://shop.test', 'x-forwarded-for': address }
  const response = await fetch(`${world.url}/widget/${world.site.key}/bootstrap`, { method: 'POST', headers })
  return answerOf(response)
}

async function answerOf(response: Response) {
  const answer = await response.json()
  if (!response.ok) throw Object.assign(new Error(answer.code), { answer })
  return answer
}

const signIn = (email: string, address: string, body: object = {}) =>
  world
    .fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'x-forwarded-for': address },
      body: JSON.stringify({ email, password: 'wrong', ...body }),
    })
    .then(answerOf)

const says = (line: Line) => line.ask('visit:send', { id: randomId(), body: 'Hello', page, language: 'en' })

describe('each limit holds at its figure', () => {
  test('a visitor writes 10 messages in a burst', async () => {
    const line = await visitorFrom(newAddress())
    const { passed, retryAfterMs } = await countUntilRefused(15, () => says(line))
    expect(passed).toBe(10)
    expect(retryAfterMs).toBeGreaterThan(5_000)
    line.close()
  })

  test('a visitor marks 10 times in ten seconds, and asks 10 times a minute for what was missed', async () => {
    const line = await visitorFrom(newAddress())
    await says(line)
    const mark = () => line.ask('visit:mark', { delivered: 1, read: 1 })
    expect((await countUntilRefused(15, mark)).passed).toBe(10)
    expect((await countUntilRefused(15, () => line.ask('visit:sync', { after: 0 }))).passed).toBe(10)
    line.close()
  })

  test('a visitor who comes back may ask for what was missed at once', async () => {
    const secret = token()
    const first = await visitorFrom(newAddress(), secret)
    await says(first)
    expect((await countUntilRefused(15, () => first.ask('visit:sync', { after: 0 }))).passed).toBe(10)
    first.close()
    const second = await visitorFrom(newAddress(), secret)
    expect((await second.ask('visit:sync', { after: 0 })).messages).toHaveLength(1)
    second.close()
  })

  test('an agent writes 20 messages in a burst and changes 60 things in ten seconds', async () => {
    const line = await visitorFrom(newAddress())
    const { conversationId } = await says(line)
    const agent = await world.agent(await world.hire('Burst One'))
    const send = () => agent.ask('message:send', { id: randomId(), conversationId, body: 'Hi' })
    expect((await countUntilRefused(25, send)).passed).toBe(20)
    const change = () => agent.ask('agent:setAvailability', { availability: 'online' })
    expect((await countUntilRefused(70, change)).passed).toBe(60)
    line.close()
  })

  test('an agent reads 120 things in ten seconds', async () => {
    const agent = await world.agent(await world.hire('Reader One'))
    expect((await countUntilRefused(130, () => agent.ask('session:read', {}))).passed).toBe(120)
  })

  test('one account is tried 5 times from wherever, one address tries 30 times', async () => {
    const { email } = await world.newcomer('Tried Often')
    expect((await countUntilRefused(8, () => signIn(email, newAddress()))).passed).toBe(5)
    const address = newAddress()
    const others = (index: number) => signIn(`nobody-${index}@kuzey.test`, address)
    expect((await countUntilRefused(35, others)).passed).toBe(30)
  })

  test('fifty tries at one account at the same moment are still five', async () => {
    const { email } = await world.newcomer('Tried At Once')
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => signIn(email, newAddress())))
    const codes = tries.map((one) => one.status === 'rejected' && one.reason.answer.code)
    expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(5)
    expect(codes.filter((code) => code === 'too-many')).toHaveLength(45)
  })

  test('a second step is tried 5 times', async () => {
    const { email, cookie } = await world.newcomer('Second Step')
    const agent = await world.agent(cookie)
    const secret = new Secret({ size: 20 }).base32
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    await agent.ask('authenticator:enable', { proof: password, secret, code })
    for (let tries = 0; tries < 5; tries++) {
      // The right password is no longer counted as a wrong one.
      await world.app.limits.forgive('sign-in-account', email)
      await expect(signIn(email, newAddress(), { password, code: '000000' })).rejects.toThrow('wrong-code')
    }
    await world.app.limits.forgive('sign-in-account', email)
    await expect(signIn(email, newAddress(), { password, code: '000000' })).rejects.toThrow('too-many')
  })

  test('a password is asked for again 10 times in five minutes', async () => {
    const agent = await world.agent(await world.hire('Proof Often'))
    const guess = () => agent.ask('authenticator:disable', { proof: 'guess' })
    expect((await countUntilRefused(12, guess)).passed).toBe(10)
  })

  test('one address asks for 20 bootstrap tokens a minute', async () => {
    const address = newAddress()
    expect((await countUntilRefused(25, () => bootstrapFrom(address))).passed).toBe(20)
  })

  test('one address brings 20 new visitors a minute, whatever it writes into the header itself', async () => {
    const address = newAddress()
    const lines: Line[] = []
    const come = async (index: number) => void lines.push(await visitorFrom(`198.51.100.${index}, ${address}`))
    expect((await countUntilRefused(25, come)).passed).toBe(20)
    for (const line of lines) line.close()
  })

  test('within one IPv6 household a new address is no new visitor', async () => {
    const lines: Line[] = []
    const come = async (index: number) => void lines.push(await visitorFrom(`2001:db8:1:2::${index + 1}`))
    expect((await countUntilRefused(25, come)).passed).toBe(20)
    lines.push(await visitorFrom('2001:db8:1:3::1'))
    for (const line of lines) line.close()
  })

  test('a visitor has 5 sockets', async () => {
    const secret = token()
    const lines: Line[] = []
    const come = async () => void lines.push(await visitorFrom(newAddress(), secret))
    expect((await countUntilRefused(7, come)).passed).toBe(5)
    for (const line of lines) line.close()
  })

  test('an agent has 20 sockets', async () => {
    const cookie = await world.hire('Many Tabs')
    expect((await countUntilRefused(22, () => world.agent(cookie))).passed).toBe(20)
  })

  test('an address is let in 120 times a minute', async () => {
    const address = newAddress()
    const knock = async () => {
      const auth = { site: world.site.key, token: 'v1.no' }
      await Line.open(`${world.url}/visitor`, { auth, headers: { 'x-forwarded-for': address } })
    }
    expect((await countUntilRefused(125, knock)).passed).toBe(120)
  }, 60_000)

  test('who speaks nonsense five times is cut, and stays out for a minute', async () => {
    const secret = token()
    const line = await visitorFrom(newAddress(), secret)
    for (let index = 0; index < 6; index++) await line.raw('visit:send', { id: index }).catch(() => {})
    await until(() => !line.socket.connected, 'the socket to be cut')
    const refused = await refusalOf(visitorFrom(newAddress(), secret))
    expect(refused.code).toBe('too-many')
    expect(refused.details?.retryAfterMs).toBeGreaterThan(55_000)
  })

  test('typing is passed on once in three seconds, four at once', async () => {
    const line = await visitorFrom(newAddress())
    await says(line)
    const heard = () => owner.signals.filter(({ name }) => name === 'visitor.typing').length
    const before = heard()
    // Slowly, as signals are dropped rather than queued.
    for (let index = 0; index < 8; index++) {
      line.socket.emit('signal', 'visitor.typing', { typing: true })
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    expect(heard() - before).toBe(4)
    line.close()
  })
})

test('a frame above 64 kB ends the connection and nothing else', async () => {
  const line = await visitorFrom(newAddress())
  line.socket.emit('request', 'visit:send', { body: 'x'.repeat(70_000) })
  await until(() => !line.socket.connected, 'the socket to be cut')
  expect((await owner.ask('session:read', {})).agent.name).toBe('Selin Demir')
})

test('another factor than 1 is shown to who manages the house', async () => {
  const { limitsFactor } = await owner.ask('console:load', {})
  expect(limitsFactor).toBe(1)
})
