import { createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchOutside } from '#server/outbound/fetch-outside'
import type { Rule, Run } from '#shared/protocol/rules'
import { randomId } from '#shared/values/random'
import { type Line, until } from '../support/ask'
import { certificate, closeAll, internet, listen } from '../support/outside'
import { World } from '../support/world'

let world: World
let owner: Line
const calls: { path: string; headers: IncomingHttpHeaders; body: string }[] = []
/** What the other server answers next; 200 when nothing is said. */
const answers: number[] = []

beforeAll(async () => {
  const server = createServer(certificate, async (req, res) => {
    calls.push({ path: req.url ?? '', headers: req.headers, body: (await req.toArray()).join('') })
    res.writeHead(answers.shift() ?? 200).end()
  })
  const outside = { ...internet(await listen(server)), authorities: certificate.cert }
  // A private address is asked for through the very door that is used outside the tests.
  world = await World.open({
    ask: (url, wish) => (url.includes('shop.test') ? fetchOutside(url, wish, outside) : fetchOutside(url, wish)),
  })
  owner = await world.agent()
})
afterAll(async () => {
  await world.close()
  await closeAll()
})

const draft = (url: string) => ({
  ...{ name: 'Tell the shop', siteId: null, on: true, trigger: { on: 'lead.created' as const }, conditions: [] },
  actions: [{ do: 'call' as const, url }],
})

const newLead = (name: string) =>
  owner.ask('lead:create', { whose: { siteId: world.site.id }, details: { name, emails: ['x@example.com'] } })

const runThat = async ({ id }: Rule, fits: (run: Run) => boolean): Promise<Run> =>
  (await until(async () => (await owner.ask('rule:runs', { ruleId: id })).items.find(fits), 'the run')) as Run

test('[X01] a call says what happened, signed with a secret that was shown once', async () => {
  const rid = randomId()
  const asked = { ...draft('https://shop.test/hook?a=1'), rid }
  const { rule, secret } = await owner.ask('rule:create', asked)
  expect(secret).toMatch(/^whsec_[\w-]{43}$/)
  expect(await owner.ask('rule:create', asked)).toEqual({ rule, secret: null })
  expect(JSON.stringify(await owner.ask('rule:list', {}))).not.toContain(secret)
  const lead = await newLead('Ayşe Kaya')
  const run = await runThat(rule, ({ deeds }) => deeds[0]?.result === 'done')
  expect(run).toMatchObject({ outcome: 'done', leadId: lead.id })
  const [call] = calls
  expect(call?.path).toBe('/hook?a=1')
  expect(JSON.parse(call?.body ?? '')).toMatchObject({
    ...{ event: 'lead.created', rule: { id: rule.id, name: 'Tell the shop' }, siteId: world.site.id },
    ...{ lead: { id: lead.id, name: 'Ayşe Kaya' }, person: { id: lead.personId } },
  })
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['parley-signature'])) ?? []
  const mine = createHmac('sha256', secret ?? '')
    .update(`${seconds}.${call?.body}`)
    .digest('hex')
  expect(signature).toBe(mine)
  expect(call?.headers['parley-delivery']).toBe(JSON.parse(call?.body ?? '').id)
  const { secret: another } = await owner.ask('rule:renew', { ruleId: rule.id })
  expect(another).not.toBe(secret)
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] what is not taken is tried again later, under the same name', async () => {
  const { rule } = await owner.ask('rule:create', draft('https://shop.test/busy'))
  answers.push(503)
  await newLead('Deniz')
  const run = await runThat(rule, ({ deeds }) => deeds[0]?.code === 'http-503')
  expect(run.deeds).toMatchObject([{ do: 'call', result: 'waiting' }])
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] a call into a private network never leaves the house, and the log names it', async () => {
  for (const url of ['https://127.0.0.1/hook', 'https://169.254.169.254/latest', 'https://10.0.0.1/']) {
    const { rule } = await owner.ask('rule:create', draft(url))
    await newLead('Efe')
    const run = await runThat(rule, ({ deeds }) => deeds[0]?.result === 'refused')
    expect(run).toMatchObject({ outcome: 'failed', deeds: [{ do: 'call', code: 'not-public', about: url }] })
    await owner.ask('rule:remove', { ruleId: rule.id })
  }
})
