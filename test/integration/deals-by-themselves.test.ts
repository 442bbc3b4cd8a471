import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Attributes } from '#shared/protocol/people'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { page, type Visitor, World } from '../support/world'

let world: World
let owner: Line

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
})
afterAll(() => world.close())

const wants = (autoDeal: 'never' | 'details') => owner.ask('site:edit', { siteId: world.site.id, autoDeal })
const describes = ({ line }: Visitor, attributes: Attributes) => line.ask('visit:describe', { attributes })

async function writer(attributes?: Attributes) {
  const visitor = await world.visitor()
  const said = { id: randomId(), body: 'What would twenty seats cost?', page, language: 'tr' }
  const { conversationId } = await visitor.line.ask('visit:send', { ...said, ...(attributes ? { attributes } : {}) })
  const { person } = await owner.ask('conversation:read', { conversationId })
  return { visitor, conversationId, personId: person.id }
}
const dealsOf = async (personId: string) =>
  (await owner.ask('deal:ofPerson', { personId })).map(({ deal }) => ({ ...deal }))

test('[D19] a site makes no deal by itself until somebody wants it to', async () => {
  expect(world.site).toMatchObject({ autoDeal: 'never' })
  const { visitor, personId } = await writer()
  await describes(visitor, { email: 'elif@example.com' })
  expect(await dealsOf(personId)).toEqual([])
})

test('[D19] details make a deal once: in the conversation, for whoever has it, and told there', async () => {
  expect(await wants('details')).toMatchObject({ autoDeal: 'details' })
  const { visitor, conversationId, personId } = await writer()
  await owner.ask('conversation:accept', { conversationId })
  const { assigneeId } = (await owner.ask('conversation:read', { conversationId })).conversation
  await describes(visitor, { plan: 'pro', email: 'not yet' })
  expect(await dealsOf(personId)).toEqual([])
  await describes(visitor, { email: 'elif@example.com' })
  const [deal, ...more] = await dealsOf(personId)
  expect(more).toEqual([])
  expect(deal).toMatchObject({ conversationId, ownerId: assigneeId, outcome: 'open', siteId: world.site.id })
  const { lines } = await owner.ask('conversation:read', { conversationId })
  expect(lines.map(({ name, data }) => [name, (data as { byAgentId: unknown }).byAgentId])).toEqual([
    ['deal.created', null],
  ])
  const heard = await owner.heardFact('deal.created', ({ data }) => data.deal.id === deal?.id)
  expect(heard.data).toMatchObject({ byAgentId: null, totals: [{ stageId: deal?.stageId }] })
  await describes(visitor, { phone: '+90 212 000 00 00' })
  await describes(visitor, { email: 'elif@example.org' })
  await owner.ask('deal:remove', { dealId: deal?.id ?? '' })
  await describes(visitor, { email: 'elif@example.net' })
  expect(await dealsOf(personId)).toEqual([])
  expect((await visitor.sees()).messages.map(({ kind }) => kind)).toEqual(['text'])
})

test('[D19] details that come with the first message count, and nobody owns what nobody has accepted', async () => {
  const { personId, conversationId, visitor } = await writer({ 'E-posta': 'elif@example.com' })
  expect(await dealsOf(personId)).toMatchObject([{ conversationId, ownerId: null }])
  await visitor.says('Hello?')
  await describes(visitor, { tel: '0212 000 00 00' })
  expect(await dealsOf(personId)).toHaveLength(1)
})

test('[D19] a person with an open deal gets no second one', async () => {
  const { visitor, conversationId, personId } = await writer()
  const { id } = await owner.ask('deal:create', { personId, conversationId })
  await describes(visitor, { phone: '0212 000 00 00' })
  expect((await dealsOf(personId)).map((deal) => deal.id)).toEqual([id])
})

test('[D19] two tabs that say it at once make one deal', async () => {
  const { visitor, personId } = await writer()
  const tab = await world.visitor(visitor.token)
  await Promise.all([describes(visitor, { email: 'a@b.test' }), describes(tab, { email: 'c@d.test' })])
  expect(await dealsOf(personId)).toHaveLength(1)
})

test('[D19] it begins in the pipeline of its site, passing over an archived one', async () => {
  const ofSite = await owner.ask('pipeline:create', { name: 'Of the site', currency: 'EUR' })
  await owner.ask('site:edit', { siteId: world.site.id, pipelineId: ofSite.id })
  const first = await writer({ name: 'Elif' })
  expect(await dealsOf(first.personId)).toMatchObject([{ pipelineId: ofSite.id, currency: 'EUR' }])
  await owner.ask('pipeline:archive', { pipelineId: ofSite.id })
  const second = await writer({ name: 'Elif' })
  expect(await dealsOf(second.personId)).toMatchObject([{ currency: 'TRY' }])
})

test('[D19] only those who set up sites choose it', async () => {
  const agent = await world.agent(await world.hire('Deniz'))
  const refused = await refusalOf(agent.ask('site:edit', { siteId: world.site.id, autoDeal: 'never' }))
  expect(refused.code).toBe('not-allowed')
})
