import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deal } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { Rule, Run } from '#shared/protocol/rules'
import { type RuleDraft, ruleMaker, usualRule } from '../support/a-rule'
import { type Line, until } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let pipeline: Pipeline

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  pipeline = (await owner.ask('pipeline:list', {}))[0] as Pipeline
})
afterAll(() => world.close())

const { make, remove } = ruleMaker(() => owner)

async function newDeal(amount: number | null = null): Promise<Deal> {
  const { conversationId } = await (await world.visitor()).says('Hello')
  const { person } = await owner.ask('conversation:read', { conversationId })
  const deal = await owner.ask('deal:create', { personId: person.id, conversationId })
  if (amount === null) return deal
  return owner.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: amount } } })
}

const stage = (index: number) => pipeline.stages.filter(({ kind }) => kind === 'open')[index]?.id ?? ''

const readDeal = (dealId: string) => owner.ask('deal:read', { dealId })

const runsOf = async ({ id }: Rule): Promise<Run[]> => (await owner.ask('rule:runs', { ruleId: id })).items

const runAbout = async (rule: Rule, dealId: string): Promise<Run> =>
  (await until(async () => (await runsOf(rule)).find((run) => run.dealId === dealId), 'the run')) as Run

const moveTo = (deal: Deal, stageId: string) =>
  owner.ask('deal:move', { dealId: deal.id, fromStageId: deal.stageId, stageId })

test('[X01] when something happens and all conditions are so, everything the rule says is done, and says that the rule did it', async () => {
  const me = (await owner.ask('console:load', {})).me.agent.id
  const rule = await make({
    name: 'Big fish',
    trigger: { on: 'deal.won' },
    conditions: [{ field: 'amount', is: true, from: 1_000, until: null, currency: 'TRY' }],
    actions: [
      { do: 'task', title: 'Thank {{contact.name|them}} for {{deal.name}}', dueInDays: 1, assignee: 'owner' },
      { do: 'tag', tag: 'big' },
    ],
  })
  const [small, big] = [await newDeal(500), await newDeal(5_000)]
  await owner.ask('deal:win', { dealId: small.id })
  await owner.ask('deal:win', { dealId: big.id })
  const run = await runAbout(rule, big.id)
  expect(run).toMatchObject({ outcome: 'done', on: 'deal.won', skip: null })
  expect(run.deeds).toMatchObject([
    { do: 'task', result: 'done', about: `Thank them for ${big.name}` },
    { do: 'tag', result: 'done' },
  ])
  expect(await runAbout(rule, small.id)).toMatchObject({
    outcome: 'skipped',
    skip: { why: 'condition', condition: { field: 'amount', from: 1_000 } },
    deeds: [],
  })
  expect((await readDeal(big.id)).tags).toEqual(['big'])
  expect((await readDeal(small.id)).tags).toEqual([])
  const [task] = await owner.ask('task:ofPerson', { personId: big.personId })
  expect(task).toMatchObject({ id: run.deeds[0]?.madeId, dealId: big.id, assigneeId: me, status: 'open' })
  expect(task?.dueOn).not.toBeNull()
  const history = await owner.ask('deal:history', { dealId: big.id })
  expect(history.at(-1)).toMatchObject({ byAgentId: null, byRule: { id: rule.id, name: 'Big fish' } })
  await remove(rule)
})

test('[X01] a rule that is switched on begins now and not in the past; switched off it does nothing', async () => {
  const rule = await make({ on: false })
  const before = await newDeal()
  await owner.ask('rule:edit', { ruleId: rule.id, changes: { on: { was: false, is: true } } })
  const meanwhile = await newDeal()
  await runAbout(rule, meanwhile.id)
  await owner.ask('rule:edit', { ruleId: rule.id, changes: { on: { was: true, is: false } } })
  const after = await newDeal()
  const witness = await make({ actions: [{ do: 'tag', tag: 'witness' }] })
  await runAbout(witness, (await newDeal()).id)
  expect((await runsOf(rule)).map(({ dealId }) => dealId)).toEqual([meanwhile.id])
  expect((await readDeal(before.id)).tags).toEqual([])
  expect((await readDeal(after.id)).tags).toEqual([])
  await remove(witness)
  await remove(rule)
})

test('[X02] entering a stage and leaving it are two things, with a conversation and without', async () => {
  const enters = await make({
    trigger: { on: 'deal.entered', stageId: stage(1) },
    actions: [{ do: 'task', title: 'Call', dueInDays: null, assignee: 'doer' }],
  })
  const leaves = await make({
    trigger: { on: 'deal.left', stageId: stage(1) },
    actions: [{ do: 'tag', tag: 'left' }],
  })
  const inChat = await newDeal()
  const whose = { siteId: world.site.id, name: 'Nobody wrote' }
  const { deal: made } = await owner.ask('deal:add', { stageId: stage(0), whose, name: 'From the board' })
  for (const deal of [inChat, made]) {
    const moved = await moveTo(deal, stage(1))
    expect((await runAbout(enters, deal.id)).deeds).toMatchObject([{ do: 'task', result: 'done' }])
    expect((await readDeal(deal.id)).tags).toEqual([])
    // Put elsewhere in its column it has entered nothing.
    await owner.ask('deal:move', { dealId: deal.id, fromStageId: stage(1), stageId: stage(1), beforeId: null })
    await moveTo(moved, stage(2))
    await runAbout(leaves, deal.id)
    expect((await readDeal(deal.id)).tags).toEqual(['left'])
  }
  expect(await runsOf(enters)).toHaveLength(2)
  await remove(enters)
  await remove(leaves)
})

test('[X01] an action that is refused undoes nothing of the others, and the log says why', async () => {
  const other = await owner.ask('pipeline:create', { name: 'Repairs', currency: 'TRY' })
  const rule = await make({
    actions: [
      { do: 'tag', tag: 'first' },
      { do: 'move', stageId: other.stages[0]?.id ?? '' },
      { do: 'tag', tag: 'last' },
    ],
  })
  const deal = await newDeal()
  const { deeds, outcome } = await runAbout(rule, deal.id)
  expect(deeds.map(({ result, code }) => [result, code])).toEqual([
    ['done', ''],
    ['refused', 'stage-elsewhere'],
    ['done', ''],
  ])
  expect(outcome).toBe('done')
  expect(await readDeal(deal.id)).toMatchObject({ tags: ['first', 'last'], stageId: stage(0) })
  await remove(rule)
})

test('[X01] what a rule caused it does not run on, directly or round a corner', async () => {
  const there = await make({
    ...{ name: 'There', trigger: { on: 'deal.entered', stageId: stage(1) } },
    actions: [{ do: 'move', stageId: stage(2) }],
  })
  const back = await make({
    ...{ name: 'Back', trigger: { on: 'deal.entered', stageId: stage(2) } },
    actions: [{ do: 'move', stageId: stage(1) }],
  })
  const deal = await newDeal()
  await moveTo(deal, stage(1))
  const runsHere = async () => (await runsOf(there)).filter(({ dealId }) => dealId === deal.id)
  await until(async () => (await runsHere()).length > 1, 'the second look')
  expect(await runsHere()).toMatchObject([{ outcome: 'skipped', skip: { why: 'own-doing' } }, { outcome: 'done' }])
  expect(await runsOf(back)).toMatchObject([{ outcome: 'done' }])
  expect((await readDeal(deal.id)).stageId).toBe(stage(1))
  await remove(there)
  await remove(back)
})

test('[X01] rule upon rule goes five deep and no deeper', async () => {
  // Six stages, each rule moving on to the next: the sixth is one too many.
  const { stages, id: pipelineId } = await owner.ask('pipeline:create', { name: 'Long', currency: 'TRY' })
  for (let more = stages.length; more < 10; more += 1)
    await owner.ask('stage:add', { pipelineId, name: `Step ${more}` })
  const long = (await owner.ask('pipeline:list', {})).find(({ id }) => id === pipelineId)
  const steps = (long?.stages ?? []).filter(({ kind }) => kind === 'open').map(({ id }) => id)
  const rules: Rule[] = []
  for (const [at, tag] of [...'abcdef'].entries())
    rules.push(
      await make({
        ...{ name: tag, trigger: { on: 'deal.entered', stageId: steps[at] ?? '' } },
        actions: [{ do: 'move', stageId: steps[at + 1] ?? '' }],
      }),
    )
  const whose = { siteId: world.site.id, name: 'Somebody' }
  const { deal } = await owner.ask('deal:add', { stageId: steps[0] ?? '', whose, name: 'A long way' })
  expect(await runAbout(rules[5] as Rule, deal.id)).toMatchObject({ outcome: 'skipped', skip: { why: 'too-deep' } })
  expect((await readDeal(deal.id)).stageId).toBe(steps[5])
  for (const rule of rules) await remove(rule)
})

test('[X01] a trial says what would have been done with the last events, and does nothing', async () => {
  const [small, big] = [await newDeal(), await newDeal()]
  const draft: RuleDraft = {
    ...usualRule,
    conditions: [{ field: 'tag', is: false, text: 'never' }],
    actions: [
      { do: 'task', title: 'Look at {{deal.name}}', dueInDays: 0, assignee: 'nobody' },
      { do: 'mail', to: 'person', subject: 'Hello', text: 'Hello' },
    ],
  }
  const before = (await owner.ask('console:load', {})).n
  const runs = await owner.ask('rule:try', draft)
  expect(runs.length).toBeLessThanOrEqual(50)
  expect(runs.slice(0, 2)).toMatchObject([{ dealId: big.id }, { dealId: small.id }])
  expect(runs[0]?.deeds).toMatchObject([
    { do: 'task', result: 'done', about: `Look at ${big.name}` },
    { do: 'mail', result: 'skipped', code: 'no-address' },
  ])
  const none = await owner.ask('rule:try', { ...draft, conditions: [{ field: 'tag', is: true, text: 'never' }] })
  expect(none[0]).toMatchObject({ outcome: 'skipped', skip: { why: 'condition' } })
  expect((await owner.ask('console:load', {})).n).toBe(before)
  expect(await owner.ask('task:ofPerson', { personId: big.personId })).toEqual([])
})

test('[X01] a lead is tagged and given to somebody; a conversation, too', async () => {
  const { id: agentId } = await world.newcomer('Marcus Hale')
  const leads = await make({
    ...{ trigger: { on: 'lead.created' }, conditions: [{ field: 'email', is: true }] },
    actions: [
      { do: 'assign', to: agentId },
      { do: 'tag', tag: 'new' },
    ],
  })
  const talks = await make({ trigger: { on: 'conversation.started' }, actions: [{ do: 'assign', to: agentId }] })
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Hello')
  await visitor.line.ask('visit:introduce', { name: 'Ayşe Kaya', email: 'ayse@example.com' })
  const { person } = await owner.ask('conversation:read', { conversationId })
  await until(async () => (await runsOf(leads)).some(({ personId }) => personId === person.id), 'the run')
  const [card] = await owner.ask('lead:ofPerson', { personId: person.id })
  expect(card?.lead).toMatchObject({ ownerId: agentId, tags: ['new'] })
  await until(async () => (await runsOf(talks)).some(({ personId }) => personId === person.id), 'the run')
  const { conversation } = await owner.ask('conversation:read', { conversationId })
  expect(conversation.assigneeId).toBe(agentId)
  const fact = await owner.heardFact('conversation.assigned', (it) => it.data.conversation.id === conversationId)
  expect(fact.data).toMatchObject({ byAgentId: null, byRule: { name: 'By itself' } })
  await remove(leads)
  await remove(talks)
})

test('[X01] a rule of one site says of another that it is not its business', async () => {
  const site = await owner.ask('site:create', { name: 'Elsewhere', domains: ['far.test'], locale: 'en' })
  const rule = await make({ siteId: site.id })
  const deal = await newDeal()
  expect(await runAbout(rule, deal.id)).toMatchObject({ outcome: 'skipped', skip: { why: 'other-site' } })
  await remove(rule)
})
