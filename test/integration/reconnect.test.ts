import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fact } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import { World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

test('[W04] [A01] a console that was away hears all that happened, once and in order', async () => {
  const witness = await world.agent()
  const { epoch, n } = await witness.ask('console:load', {})
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('One')
  await witness.ask('message:send', { id: randomId(), conversationId, body: 'Two' })
  await witness.ask('note:write', { conversationId, body: 'Three' })
  const { person } = await witness.ask('conversation:read', { conversationId })
  await witness.ask('deal:create', { personId: person.id, conversationId })
  await witness.heardFact('deal.created')

  const returning = await world.agent()
  const missed = await returning.ask('console:sync', { epoch, after: n })
  if (missed.resync) throw new Error('It asked to load anew')
  const strip = (facts: readonly unknown[]) => (facts as Fact[]).map((fact) => [fact.n, fact.name])
  expect(strip(missed.facts)).toEqual(strip(witness.facts.filter((fact) => fact.n > n)))
  expect(missed.n).toBe(witness.facts.at(-1)?.n)
})

test('an agent replays only what they may hear', async () => {
  const owner = await world.agent()
  const { epoch, n } = await owner.ask('console:load', {})
  const other = await owner.ask('site:create', { name: 'Other', domains: ['other.test'], locale: 'en' })
  const outsider = await world.agent(await world.hire('Yuki Tanaka', 'agent', [other.id]))
  await (await world.visitor()).says('NOT-FOR-YUKI')
  const missed = await outsider.ask('console:sync', { epoch, after: n })
  expect(JSON.stringify(missed)).not.toContain('NOT-FOR-YUKI')
  expect(JSON.stringify(missed)).toContain('site.added')
})

test('another epoch, or a cursor from the future, means: load anew', async () => {
  const agent = await world.agent()
  const { epoch, n } = await agent.ask('console:load', {})
  expect(await agent.ask('console:sync', { epoch: 'another', after: n })).toEqual({ resync: true })
  expect(await agent.ask('console:sync', { epoch, after: n + 1_000 })).toEqual({ resync: true })
})

test('[W04] a long absence comes in pages, without a hole and without a repetition', async () => {
  const agent = await world.agent()
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('0')
  for (let i = 1; i < 450; i++) await agent.ask('message:send', { id: randomId(), conversationId, body: `${i}` })
  const seen: string[] = []
  for (;;) {
    const { messages, head } = await visitor.sees(seen.length)
    expect(messages.length).toBeLessThanOrEqual(200)
    seen.push(...messages.map(({ body }) => body))
    if (seen.length >= head) break
  }
  expect(seen).toEqual(Array.from({ length: 450 }, (_, i) => `${i}`))
  const { messages, more } = await agent.ask('conversation:read', { conversationId, before: 401, limit: 50 })
  expect([messages[0]?.seq, messages.at(-1)?.seq, more]).toEqual([351, 400, true])
})
