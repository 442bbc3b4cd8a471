import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { type RuleDraft, ruleMaker, usualRule } from '../support/a-rule'
import { type Line, refusalOf, until } from '../support/ask'
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

const stage = (index: number) => pipeline.stages.filter(({ kind }) => kind === 'open')[index]?.id ?? ''

test('[X01] what a rule cannot mean is refused when it is saved', async () => {
  const refused = async (draft: Partial<RuleDraft>) => {
    const { code, details } = await refusalOf(owner.ask('rule:create', { ...usualRule, ...draft } as RuleDraft))
    return [code, details?.field]
  }
  const mail = { do: 'mail', to: 'person', subject: 'Hi', text: 'Your {{deal.colour}}' } as const
  expect(await refused({ actions: [mail] })).toEqual(['placeholder-unknown', 'actions.0'])
  expect(await refused({ actions: [{ ...mail, text: 'Dear {{contact.name' }] })).toEqual([
    'placeholder-unknown',
    'actions.0',
  ])
  expect(
    await refused({ trigger: { on: 'conversation.started' }, actions: [{ ...mail, text: '{{deal.name}}' }] }),
  ).toEqual(['placeholder-unknown', 'actions.0'])
  expect(await refused({ trigger: { on: 'deal.won' }, actions: [{ do: 'move', stageId: stage(1) }] })).toEqual([
    'malformed',
    'actions.0',
  ])
  expect(
    await refused({ trigger: { on: 'lead.created' }, conditions: [{ field: 'stage', is: true, anyOf: [stage(0)] }] }),
  ).toEqual(['malformed', 'conditions.0'])
  const won = pipeline.stages.find(({ kind }) => kind === 'won')?.id ?? ''
  expect(await refused({ actions: [{ do: 'move', stageId: won }] })).toEqual(['stage-closes-deal', 'actions.0'])
  expect(await refused({ siteId: pipeline.id })).toEqual(['not-found', 'siteId'])
  expect(await refused({ actions: [] })).toEqual(['malformed', 'actions'])
})

test('[X01] two who change the same rule: the slower is told; a removal is taken back', async () => {
  const rule = await make({ on: false })
  await owner.ask('rule:edit', { ruleId: rule.id, changes: { name: { was: rule.name, is: 'First' } } })
  const late = owner.ask('rule:edit', { ruleId: rule.id, changes: { name: { was: rule.name, is: 'Second' } } })
  expect(await refusalOf(late)).toMatchObject({ code: 'stale', details: { field: 'name', current: 'First' } })
  await remove(rule)
  expect((await owner.ask('rule:list', {})).map((it) => it.rule.id)).not.toContain(rule.id)
  await owner.ask('rule:restore', { ruleId: rule.id })
  expect((await owner.ask('rule:list', {})).map((it) => it.rule.name)).toContain('First')
  await remove(rule)
})

test('[D19] a rule makes a deal of whoever says who they are, once, and theirs who looks after them', async () => {
  const { id: agentId } = await world.newcomer('Marcus Hale')
  const rule = await make({
    ...{ trigger: { on: 'lead.created' }, conditions: [{ field: 'email', is: true }] },
    actions: [
      { do: 'assign', to: agentId },
      { do: 'deal', pipelineId: null },
      { do: 'deal', pipelineId: pipeline.id },
    ],
  })
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Hello')
  const { person } = await owner.ask('conversation:read', { conversationId })
  await visitor.line.ask('visit:introduce', { name: 'Ayşe Kaya', email: 'ayse@example.com' })
  const made = await owner.heardFact('deal.created', ({ data }) => data.deal.personId === person.id)
  expect(made.data).toMatchObject({
    byAgentId: null,
    byRule: { id: rule.id },
    deal: { pipelineId: pipeline.id, conversationId },
  })
  const runs = await until(async () => (await owner.ask('rule:runs', { ruleId: rule.id })).items, 'the run')
  expect(runs?.[0]?.deeds).toMatchObject([
    { do: 'assign', result: 'done' },
    { do: 'deal', result: 'done', madeId: made.data.deal.id },
    { do: 'deal', result: 'skipped', code: 'nothing-to-do' },
  ])
  const deals = await owner.ask('deal:ofPerson', { personId: person.id })
  expect(deals.map(({ deal }) => deal.ownerId)).toEqual([agentId])
  const unknown = { do: 'deal', pipelineId: person.id } as const
  expect(await refusalOf(make({ actions: [unknown] }))).toMatchObject({ code: 'malformed' })
  const trigger = { on: 'conversation.started' } as const
  expect(await refusalOf(make({ trigger, actions: [unknown] }))).toMatchObject({ code: 'not-found' })
  await remove(rule)
})
