import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Rule, Run } from '#shared/protocol/rules'
import { ruleMaker } from '../support/a-rule'
import { type Line, refusalOf, until } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
})
afterAll(() => world.close())

const { make, remove } = ruleMaker(() => owner)

async function newcomer(): Promise<{ personId: string; conversationId: string }> {
  const { conversationId } = await (await world.visitor()).says('Hello')
  const { person } = await owner.ask('conversation:read', { conversationId })
  return { personId: person.id, conversationId }
}

const runAbout = async ({ id }: Rule, dealId: string): Promise<Run> =>
  (await until(async () => {
    const { items } = await owner.ask('rule:runs', { ruleId: id })
    return items.find((run) => run.dealId === dealId)
  }, 'the run')) as Run

test('[X01] a rule asks in which hours of the week it happened, by the clocks of the installation', async () => {
  const everyDay = [0, 1, 2, 3, 4, 5, 6]
  const always = { field: 'hours', is: true, days: everyDay, from: '00:00', until: '00:00' } as const
  const rule = await make({ conditions: [always] })
  const never = await make({ conditions: [{ ...always, is: false }] })
  const deal = await owner.ask('deal:create', await newcomer())
  expect(await runAbout(rule, deal.id)).toMatchObject({ outcome: 'done' })
  expect(await runAbout(never, deal.id)).toMatchObject({ outcome: 'skipped', skip: { why: 'condition' } })
  const wrong = make({ conditions: [{ ...always, from: '25:00' }] })
  expect((await refusalOf(wrong)).code).toBe('malformed')
  await remove(rule)
  await remove(never)
})

test('[C06] [X01] a time line says which rule did something', async () => {
  const leads = await make({ trigger: { on: 'lead.created' }, actions: [{ do: 'tag', tag: 'told' }] })
  const { personId } = await newcomer()
  await owner.ask('lead:create', { whose: { personId }, details: { name: 'Ayşe' } })
  const edited = async () =>
    (await owner.ask('person:timeline', { personId, kinds: ['leads'] })).items.find(
      ({ name }) => name === 'lead.edited',
    )
  const { data } = (await until(edited, 'what the rule did')) as { data: unknown }
  expect(data).toMatchObject({ byRule: { id: leads.id, name: 'By itself' } })
  await remove(leads)
})
