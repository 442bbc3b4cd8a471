import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import { contract, type InputOf } from '#shared/protocol/index'
import type { Lead } from '#shared/protocol/leads'
import type { Pipeline } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import { type Line, until } from '../support/ask'
import { expectExplained } from '../support/explained'
import { password, type Visitor, World } from '../support/world'
import { putFile } from '../support/write-file'

type Scene = {
  world: World
  agent: Line
  visitor: Visitor
  conversationId: string
  personId: string
  /** A fresh open deal. */
  deal(): Promise<Deal>
  stage(kind: 'open' | 'won' | 'lost', index?: number): string
  reason: string
  /** Who works on this site only, and who on another one only. */
  colleagues: readonly [Line, Line]
  /** Somebody of the other site. */
  farPersonId: string
}

/** Something of each kind beside which notes and files stand. */
const keepers = {
  deal: async ({ deal }: Scene) => (await deal()).id,
  lead: async (scene: Scene) => (await newLead(scene)).id,
  contact: async (scene: Scene) => (await newContact(scene)).id,
  company: async ({ agent, world }: Scene) =>
    (await agent.ask('company:create', { siteId: world.site.id, details: { name: 'Kaya Mobilya' } })).id,
}

/** Notes beside each kind of record: the same story behind four doors. */
const noteActs = Object.fromEntries(
  Object.entries(keepers).flatMap(([of, make]) => {
    const ask = ({ agent }: Scene, verb: string, input: object) =>
      agent.ask(`${of}:${verb}` as 'deal:note', input as InputOf<'deal:note'>)
    const left = async (scene: Scene) =>
      (await ask(scene, 'note', { [`${of}Id`]: await make(scene), body: 'Call first' })).id
    return [
      [`${of}:note`, left],
      [
        `${of}:editNote`,
        async (scene: Scene) => ask(scene, 'editNote', { noteId: await left(scene), was: 'Call first', is: 'Write' }),
      ],
      [`${of}:pinNote`, async (scene: Scene) => ask(scene, 'pinNote', { noteId: await left(scene), pinned: true })],
      [
        `${of}:removeNote`,
        async (scene: Scene) => ask(scene, 'removeNote', { noteId: await left(scene), removed: true }),
      ],
    ]
  }),
)

/** Files beside each of them: added beside the contract, and removed. */
const fileActs = Object.fromEntries(
  (['deal', 'lead', 'contact', 'company'] as const).map((of) => [
    of === 'deal' ? 'file:remove' : `${of}:removeFile`,
    async (scene: Scene) => {
      const id = await keepers[of](scene)
      await putFile(scene.world, of, id, 'stays')
      const { id: fileId } = await putFile(scene.world, of, id, 'goes')
      return scene.agent.ask(of === 'deal' ? 'file:remove' : `${of}:removeFile`, { fileId })
    },
  ]),
)

/** One believable use of every request that changes something. */
const acts: Record<string, (scene: Scene) => Promise<unknown>> = {
  'visit:send': async ({ world }) => (await world.visitor()).says('A new face'),
  'visit:mark': ({ visitor }) => visitor.line.ask('visit:mark', { delivered: 1, read: 1 }),
  'visit:describe': ({ visitor }) => visitor.line.ask('visit:describe', { attributes: { plan: randomId() } }),
  'installation:edit': ({ agent }) => agent.ask('installation:edit', { supportContact: '+90 212 000 00 00' }),
  'agent:create': ({ world }) => world.hire(`Agent${randomId()}`),
  'agent:edit': async (scene) => scene.agent.ask('agent:edit', { agentId: await newAgent(scene), name: 'Deniz' }),
  'agent:resetPassword': async (scene) =>
    scene.agent.ask('agent:resetPassword', { agentId: await newAgent(scene), password: 'a slowly turning mill' }),
  'agent:changePassword': ({ agent }) => agent.ask('agent:changePassword', { proof: password, password }),
  'agent:setAvailability': ({ agent }) => agent.ask('agent:setAvailability', { availability: 'away' }),
  'agent:setLocale': ({ agent }) => agent.ask('agent:setLocale', { locale: 'tr' }),
  'site:create': ({ agent }) => agent.ask('site:create', { name: 'More', domains: ['more.test'], locale: 'tr' }),
  'site:edit': ({ agent, world }) => agent.ask('site:edit', { siteId: world.site.id, name: 'Kuzey' }),
  'conversation:accept': ({ agent, conversationId }) => agent.ask('conversation:accept', { conversationId }),
  'conversation:assign': ({ agent, conversationId }) =>
    agent.ask('conversation:assign', { conversationId, agentId: null }),
  'conversation:mark': ({ agent, conversationId }) =>
    agent.ask('conversation:mark', { conversationId, delivered: 1, read: 1 }),
  'message:send': ({ agent, conversationId }) =>
    agent.ask('message:send', { id: randomId(), conversationId, body: 'Hello' }),
  'note:write': ({ agent, conversationId }) => agent.ask('note:write', { conversationId, body: 'Nice person' }),
  'conversation:close': ({ agent, conversationId }) => agent.ask('conversation:close', { conversationId }),
  'conversation:reopen': ({ agent, conversationId }) => agent.ask('conversation:reopen', { conversationId }),
  'rule:create': (scene) => newRule(scene),
  'rule:edit': async (scene) => {
    const { rule } = await newRule(scene)
    return scene.agent.ask('rule:edit', { ruleId: rule.id, changes: { on: { was: false, is: true } } })
  },
  'rule:renew': async (scene) => scene.agent.ask('rule:renew', { ruleId: (await newRule(scene)).rule.id }),
  'rule:remove': async (scene) => scene.agent.ask('rule:remove', { ruleId: (await newRule(scene)).rule.id }),
  'rule:restore': async (scene) => {
    const { rule } = await newRule(scene)
    await scene.agent.ask('rule:remove', { ruleId: rule.id })
    return scene.agent.ask('rule:restore', { ruleId: rule.id })
  },
  'deal:create': ({ deal }) => deal(),
  'deal:add': ({ agent, world, stage }) =>
    agent.ask('deal:add', { stageId: stage('open', 1), whose: { siteId: world.site.id, name: 'Ayşe' }, name: 'New' }),
  'deal:changeMany': async ({ agent, deal, stage }) => {
    const dealIds = [(await deal()).id, (await deal()).id]
    await agent.ask('deal:changeMany', { dealIds, change: { act: 'tag', tag: 'hot', remove: false } })
    return agent.ask('deal:changeMany', { dealIds, change: { act: 'stage', stageId: stage('open', 2) } })
  },
  'deal:edit': async ({ agent, deal }) => {
    const { id } = await deal()
    return agent.ask('deal:edit', { dealId: id, changes: { amount: { was: null, is: 500 } } })
  },
  'deal:move': async ({ agent, deal, stage }) => {
    const { id, stageId } = await deal()
    return agent.ask('deal:move', { dealId: id, fromStageId: stageId, stageId: stage('open', 2), beforeId: null })
  },
  'deal:win': async ({ agent, deal }) => agent.ask('deal:win', { dealId: (await deal()).id, amount: 900 }),
  'deal:import': async ({ world, agent, stage, reason }) => {
    const [pipeline] = (await agent.ask('pipeline:list', {})).filter(({ stages }) =>
      stages.some(({ id }) => id === stage('won')),
    )
    const nameOf = (kind: string) => pipeline?.stages.find((one) => one.kind === kind)?.name
    const why = pipeline?.lossReasons.find(({ id }) => id === reason)?.label
    const rows = [`Kitchen,${nameOf('won')},50,`, `Bath,${nameOf('lost')},60,${why}`, `Hall,,70,`]
    const asked = new URLSearchParams({
      ...{ rid: randomId(), pipelineId: pipeline?.id ?? '', siteId: world.site.id, trial: 'no' },
      ...{ name: '0', stage: '1', amount: '2', lossReason: '3', person: '4' },
    })
    const body = ['Deal,Stage,Amount,Reason,Person', ...rows.map((row) => `${row},${randomId()}`)].join('\n')
    const init = { method: 'POST', body, headers: { 'content-type': 'text/csv' } }
    const lines = await (await world.fetch(`/api/v1/deals.csv?${asked}`, init)).text()
    expect(lines.split('"create"')).toHaveLength(4)
  },
  'deal:lose': async ({ agent, deal, reason }) =>
    agent.ask('deal:lose', { dealId: (await deal()).id, lossReasonId: reason }),
  'deal:reopen': async ({ agent, deal }) => {
    const { id } = await deal()
    await agent.ask('deal:win', { dealId: id })
    return agent.ask('deal:reopen', { dealId: id })
  },
  'deal:transfer': async (scene) => {
    const [deal, pipeline] = [await scene.deal(), await pipelineWithDeals(scene)]
    const there = pipeline.stages[0]?.id ?? ''
    return scene.agent.ask('deal:transfer', { dealId: deal.id, fromStageId: deal.stageId, stageId: there })
  },
  'deal:remove': async ({ agent, deal }) => agent.ask('deal:remove', { dealId: (await deal()).id }),
  'visit:introduce': async ({ world }) => {
    const visitor = await world.visitor()
    await visitor.says('Who I am')
    await visitor.line.ask('visit:introduce', { name: 'Ayşe Kaya' })
    return visitor.line.ask('visit:introduce', { email: 'ayse@example.com', phone: '0532 123 45 67' })
  },
  'lead:create': (scene) => newLead(scene),
  'lead:edit': async (scene) => {
    const { id, name } = await newLead(scene)
    return scene.agent.ask('lead:edit', { leadId: id, changes: { name: { was: name, is: 'Ayşe Yıldız' } } })
  },
  'lead:setStatus': async (scene) => {
    const { id, statusId: fromStatusId } = await newLead(scene)
    const { leadStatuses } = await scene.agent.ask('console:load', {})
    const statusId = leadStatuses.find(({ kind }) => kind === 'unqualified')?.id ?? ''
    return scene.agent.ask('lead:setStatus', { leadId: id, fromStatusId, statusId, reason: 'Only asked the way' })
  },
  'lead:remove': async (scene) => scene.agent.ask('lead:remove', { leadId: (await newLead(scene)).id }),
  'lead:restore': async (scene) => {
    const { id: leadId } = await newLead(scene)
    await scene.agent.ask('lead:remove', { leadId })
    return scene.agent.ask('lead:restore', { leadId })
  },
  'contact:create': async ({ world, agent }) => {
    const { conversationId } = await (await world.visitor()).says('I am somebody')
    const { person } = await agent.ask('conversation:read', { conversationId })
    return agent.ask('contact:create', { whose: { personId: person.id }, details: { name: 'Ayşe Kaya' } })
  },
  'contact:edit': async (scene) => {
    const { id: contactId, personId, ownerId } = await newContact(scene)
    await scene.agent.ask('deal:create', { personId, conversationId: null })
    const task = { personId, dealId: null, conversationId: null, title: 'Call', dueAt: null }
    await scene.agent.ask('task:create', task)
    const { id } = await scene.world.newcomer('Mert')
    const changes = { ownerId: { was: ownerId, is: id }, name: { was: 'Ayşe Kaya', is: 'Ayşe Yıldız' } }
    return scene.agent.ask('contact:edit', { contactId, changes, movesOpen: true })
  },
  'lead:convert': async (scene) => convertNew(scene, await newLead(scene)),
  'lead:undoConversion': async (scene) => {
    const lead = await newLead(scene)
    await convertNew(scene, lead)
    return scene.agent.ask('lead:undoConversion', { leadId: lead.id })
  },
  'conversion:begin': async (scene) => {
    const leadIds = [(await newLead(scene)).id, (await newLead(scene)).id]
    const { batchId } = await scene.agent.ask('conversion:begin', { leadIds })
    await scene.agent.heardFact('conversions.finished', ({ data }) => data.batchId === batchId)
  },
  'contact:merge': (scene) => mergeTwo(scene),
  'contact:unmerge': async (scene) => {
    const { contact, change } = await mergeTwo(scene)
    return scene.agent.ask('contact:unmerge', { contactId: contact.id, changeId: change.id })
  },
  'contact:remove': async (scene) => scene.agent.ask('contact:remove', { contactId: (await newContact(scene)).id }),
  'contact:restore': async (scene) => {
    const { id: contactId } = await newContact(scene)
    await scene.agent.ask('contact:remove', { contactId })
    return scene.agent.ask('contact:restore', { contactId })
  },
  'contact:changeMany': async (scene) => {
    const contactIds = [(await newContact(scene)).id, (await newContact(scene)).id]
    return scene.agent.ask('contact:changeMany', { contactIds, change: { act: 'tag', tag: 'vip', remove: false } })
  },
  'company:create': ({ agent, world }) =>
    agent.ask('company:create', { siteId: world.site.id, details: { name: 'Kaya Mobilya A.Ş.' } }),
  'company:edit': async (scene) => {
    const { companyId } = await newContact(scene)
    const changes = { name: { was: 'Kaya Mobilya', is: 'Yıldız Mobilya' } }
    return scene.agent.ask('company:edit', { companyId: companyId ?? '', changes })
  },
  'company:remove': async (scene) =>
    scene.agent.ask('company:remove', { companyId: (await newContact(scene)).companyId ?? '' }),
  'company:restore': async (scene) => {
    const companyId = (await newContact(scene)).companyId ?? ''
    await scene.agent.ask('company:remove', { companyId })
    return scene.agent.ask('company:restore', { companyId })
  },
  'company:changeMany': async (scene) => {
    const companyIds = [(await newContact(scene)).companyId ?? '']
    return scene.agent.ask('company:changeMany', { companyIds, change: { act: 'owner', ownerId: null } })
  },
  'status:edit': async ({ agent }) => {
    const [status] = (await agent.ask('console:load', {})).leadStatuses
    const name = { was: status?.name ?? '', is: `Fresh ${randomId()}` }
    return agent.ask('status:edit', { statusId: status?.id ?? '', changes: { name } })
  },
  'field:create': (scene) => newField(scene),
  'field:edit': async (scene) => {
    const { id: fieldId, name: was, options } = await newField(scene)
    const [first] = options
    const changes = {
      name: { was, is: `${was} two` },
      options: { was: options, is: [{ name: 'Beech' }, { id: first?.id, name: 'Old oak' }] },
    }
    await scene.agent.ask('field:edit', { fieldId, changes })
    return wordsIn(scene)
  },
  'field:move': async (scene) => {
    const [first, second] = [await newField(scene), await newField(scene)]
    return scene.agent.ask('field:move', { fieldId: second.id, beforeId: first.id })
  },
  'field:remove': async (scene) => scene.agent.ask('field:remove', { fieldId: (await newField(scene)).id }),
  'field:restore': async (scene) => {
    const { id: fieldId } = await newField(scene)
    await scene.agent.ask('field:remove', { fieldId })
    return scene.agent.ask('field:restore', { fieldId })
  },
  'mapping:save': async (scene) => {
    const { id, options } = await newField(scene)
    const made = { record: 'deal', name: `Tree ${randomId()}`, kind: 'list' } as const
    const there = await scene.agent.ask('field:create', { ...made, options: [{ name: 'Oak' }] })
    const choices = { [options[0]?.id ?? '']: there.options[0]?.id ?? '' }
    const target = { record: 'deal', field: `custom.${there.id}`, options: choices } as const
    await scene.agent.ask('mapping:save', { changes: { [`custom.${id}`]: { was: [], is: [target] } } })
    return scene.agent.ask('field:remove', { fieldId: there.id })
  },
  'view:create': ({ agent }) =>
    agent.ask('view:create', { of: 'deals', name: 'Ours', shared: true, filter: {}, sort: null }),
  'view:edit': async ({ agent }) => {
    const { id } = await agent.ask('view:create', {
      of: 'deals',
      name: 'Ours',
      shared: true,
      filter: { task: 'none' },
      sort: null,
    })
    return agent.ask('view:edit', { viewId: id, shared: false })
  },
  'view:remove': async ({ agent }) => {
    const { id } = await agent.ask('view:create', {
      of: 'deals',
      name: 'Ours',
      shared: true,
      filter: {},
      sort: '-amount',
    })
    return agent.ask('view:remove', { viewId: id })
  },
  'pipeline:create': (scene) => inNewPipeline(scene, async () => {}),
  'pipeline:edit': (scene) =>
    inNewPipeline(scene, ({ id, name }) => {
      const changes = { name: { was: name, is: `${name} two` }, maySkip: { was: true, is: false } }
      return scene.agent.ask('pipeline:edit', { pipelineId: id, changes })
    }),
  'pipeline:move': (scene) =>
    inNewPipeline(scene, async ({ id }) => {
      const [first] = await scene.agent.ask('pipeline:list', {})
      return scene.agent.ask('pipeline:move', { pipelineId: id, beforeId: first?.id ?? null })
    }),
  'pipeline:setDefault': (scene) =>
    inNewPipeline(scene, async ({ id }) => {
      const [first] = await scene.agent.ask('pipeline:list', {})
      await scene.agent.ask('pipeline:setDefault', { pipelineId: id })
      return scene.agent.ask('pipeline:setDefault', { pipelineId: first?.id ?? '' })
    }),
  'pipeline:setCurrency': async (scene) => {
    const { id, currency } = await pipelineWithDeals(scene)
    const change = { how: 'convert', rate: currency === 'TRY' ? '4.237' : '0.236' } as const
    const is = currency === 'TRY' ? 'JPY' : 'TRY'
    await scene.agent.ask('pipeline:setCurrency', { pipelineId: id, was: currency, is, change })
    return allDone(scene)
  },
  'pipeline:archive': (scene) =>
    inNewPipeline(scene, ({ id }) => scene.agent.ask('pipeline:archive', { pipelineId: id })),
  'pipeline:restore': async (scene) => {
    const { id } = await pipelineWithDeals(scene)
    await scene.agent.ask('pipeline:archive', { pipelineId: id })
    return scene.agent.ask('pipeline:restore', { pipelineId: id })
  },
  'pipeline:remove': (scene) =>
    inNewPipeline(scene, ({ id }) => scene.agent.ask('site:edit', { siteId: scene.world.site.id, pipelineId: id })),
  'stage:add': async (scene) => {
    const { id, stages } = await pipelineWithDeals(scene)
    return scene.agent.ask('stage:add', { pipelineId: id, name: randomId(), beforeId: stages[1]?.id ?? null })
  },
  'stage:edit': async (scene) => {
    const [stage] = (await pipelineWithDeals(scene)).stages
    const changes = { probability: { was: stage?.probability ?? 0, is: 35 } }
    return scene.agent.ask('stage:edit', { stageId: stage?.id ?? '', changes })
  },
  'stage:move': (scene) =>
    inNewPipeline(scene, ({ stages }) =>
      scene.agent.ask('stage:move', { stageId: stages[3]?.id ?? '', beforeId: stages[0]?.id ?? '' }),
    ),
  'stage:remove': async (scene) => {
    const { stages } = await pipelineWithDeals(scene)
    await scene.agent.ask('stage:remove', { stageId: stages[0]?.id ?? '', moveToStageId: stages[2]?.id })
    return allDone(scene)
  },
  'stage:restore': async (scene) => {
    const { stages } = await pipelineWithDeals(scene)
    const stageId = stages[0]?.id ?? ''
    await scene.agent.ask('stage:remove', { stageId, moveToStageId: stages[1]?.id })
    await allDone(scene)
    return scene.agent.ask('stage:restore', { stageId })
  },
  'reason:add': (scene) =>
    inNewPipeline(scene, ({ id }) => scene.agent.ask('reason:add', { pipelineId: id, label: 'Too far' })),
  'reason:edit': (scene) =>
    withReason(scene, (lossReasonId) =>
      scene.agent.ask('reason:edit', { lossReasonId, changes: { needsNote: { was: false, is: true } } }),
    ),
  'reason:move': (scene) =>
    withReason(scene, (lossReasonId) => scene.agent.ask('reason:move', { lossReasonId, beforeId: null })),
  'reason:archive': (scene) => withReason(scene, (lossReasonId) => scene.agent.ask('reason:archive', { lossReasonId })),
  'reason:restore': (scene) =>
    withReason(scene, async (lossReasonId) => {
      await scene.agent.ask('reason:archive', { lossReasonId })
      return scene.agent.ask('reason:restore', { lossReasonId })
    }),
  ...noteActs,
  ...fileActs,
  'task:create': (scene) => newTask(scene),
  'task:edit': async (scene) => {
    const { id, title, dueAt } = await newTask(scene)
    const changes = { title: { was: title, is: 'Call' }, dueOn: { was: null, is: '2027-01-01' } }
    return scene.agent.ask('task:edit', { taskId: id, changes: { ...changes, dueAt: { was: dueAt, is: null } } })
  },
  'task:complete': async (scene) => scene.agent.ask('task:complete', { taskId: (await newTask(scene)).id }),
  'task:reopen': async (scene) => {
    const { id } = await newTask(scene)
    await scene.agent.ask('task:complete', { taskId: id })
    return scene.agent.ask('task:reopen', { taskId: id })
  },
  'task:cancel': async (scene) => scene.agent.ask('task:cancel', { taskId: (await newTask(scene)).id }),
}

/**
 * Change nothing a console shows: sessions, keys and two-step sign-in are asked for when they are looked at; set-up
 * happens before any console.
 */
const showNothing = [
  'session:open',
  'session:close',
  'session:revoke',
  'setup:inspect',
  'setup:complete',
  'visit:sync',
  'rule:try',
  'mail:retry',
  'authenticator:enable',
  'authenticator:renewCodes',
  'authenticator:disable',
  'authenticator:reset',
  'authenticator:require',
  'key:create',
  'key:revoke',
]

const newAgent = async ({ agent }: Scene) => {
  const email = `${randomId().toLowerCase()}@kuzey.test`
  const who = { name: 'Deniz Ak', email, password, role: 'agent', locale: 'en', siteIds: [] } as const
  return (await agent.ask('agent:create', { ...who, siteIds: [] })).id
}

/** Does something to a pipeline that is there for as long as it takes. */
async function inNewPipeline({ agent }: Scene, act: (pipeline: Pipeline) => Promise<unknown>): Promise<void> {
  const pipeline = await agent.ask('pipeline:create', { name: `Pipeline ${randomId()}`, currency: 'TRY' })
  await act(pipeline)
  await agent.ask('pipeline:remove', { pipelineId: pipeline.id })
}

const withReason = (scene: Scene, act: (lossReasonId: string) => Promise<unknown>) =>
  inNewPipeline(scene, ({ lossReasons }) => act(lossReasons[0]?.id ?? ''))

/** A pipeline with three deals in a fresh first stage, one of them far away, and one that was won from there. */
async function pipelineWithDeals({ agent, personId, farPersonId }: Scene): Promise<Pipeline> {
  const [known] = (await agent.ask('pipeline:list', {})).filter(({ name }) => name === 'Repairs')
  const { id: pipelineId, stages } = known ?? (await agent.ask('pipeline:create', { name: 'Repairs', currency: 'TRY' }))
  const pipeline = await agent.ask('stage:add', { pipelineId, name: randomId(), beforeId: stages[0]?.id ?? null })
  const ids: string[] = []
  for (const [whose, amount, probability] of [
    [personId, 1_250, null],
    [farPersonId, 70_001, 30],
    [personId, null, null],
    [personId, 99_999, null],
  ] as const) {
    const { id } = await agent.ask('deal:create', { personId: whose, conversationId: null, pipelineId })
    ids.push(id)
    const changes = { amount: { was: null, is: amount }, probability: { was: null, is: probability } }
    await agent.ask('deal:edit', { dealId: id, changes })
  }
  await agent.ask('deal:win', { dealId: ids[3] ?? '' })
  return pipeline
}

const newField = ({ agent }: Scene) =>
  agent.ask('field:create', {
    ...{ record: 'lead', name: `Wood ${randomId()}`, kind: 'list' },
    options: [{ name: 'Oak' }, { name: 'Walnut' }],
  })

/** Fields of every kind of record say something. */
async function wordsIn(scene: Scene): Promise<void> {
  const { agent } = scene
  const [lead, contact, deal] = [await newLead(scene), await newContact(scene), await scene.deal()]
  const fieldOf = async (record: 'lead' | 'contact' | 'company' | 'deal') =>
    (await agent.ask('field:create', { record, name: `Colour ${randomId()}`, kind: 'text' })).id
  const said = async (record: Parameters<typeof fieldOf>[0]) => ({
    custom: { [await fieldOf(record)]: { was: null, is: 'Green' } },
  })
  await agent.ask('lead:edit', { leadId: lead.id, changes: await said('lead') })
  await agent.ask('contact:edit', { contactId: contact.id, changes: await said('contact') })
  await agent.ask('company:edit', { companyId: contact.companyId ?? '', changes: await said('company') })
  await agent.ask('deal:edit', { dealId: deal.id, changes: await said('deal') })
  // A console that starts shows so many deals of somebody and no more.
  await agent.ask('deal:remove', { dealId: deal.id })
}

/** A rule that is not switched on, so that it has no part in what the others do. */
const newRule = ({ agent }: Scene) =>
  agent.ask('rule:create', {
    ...{ name: 'Greet', siteId: null, on: false, trigger: { on: 'deal.won' }, conditions: [] },
    actions: [{ do: 'tag', tag: 'won' }],
  })

/** A lead of somebody new who has written, so that a console that starts now reads it, too. */
async function newLead({ world, agent }: Scene) {
  const { conversationId } = await (await world.visitor()).says('Please write to me')
  const { person } = await agent.ask('conversation:read', { conversationId })
  return agent.ask('lead:create', { whose: { personId: person.id }, details: { name: 'Ayşe Kaya' } })
}

/** Somebody who has written and works for a company is a contact. */
async function newContact({ world, agent }: Scene) {
  const { conversationId } = await (await world.visitor()).says('We have met')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const company = { siteId: world.site.id, details: { name: 'Kaya Mobilya' } }
  const { id: companyId } = await agent.ask('company:create', company)
  return agent.ask('contact:create', { whose: { personId: person.id }, details: { name: 'Ayşe Kaya', companyId } })
}

/** With a company, a deal and a first task; a task that was to be done goes to the deal. */
async function convertNew({ agent, stage, world }: Scene, { id: leadId, personId, version }: Lead) {
  await agent.ask('task:create', {
    ...{ personId, dealId: null, conversationId: null, title: 'Send samples', dueAt: '2027-12-01T09:00:00.000Z' },
  })
  const [pipeline] = await agent.ask('pipeline:list', {})
  const deal = { how: 'new', pipelineId: pipeline?.id ?? '', stageId: stage('open'), amount: 12_500 } as const
  const company = { how: 'new', name: 'Kaya Mobilya' } as const
  await agent.ask('lead:conversionOptions', { leadId })
  await putFile(world, 'lead', leadId, 'plan')
  const choice = { contact: { how: 'new' }, company, deal, task: { title: 'Call', dueOn: '2027-12-02' } } as const
  return agent.ask('lead:convert', { leadId, version, choice })
}

/** Two contacts who have written, with a deal, a task, a note and a lead each, turn out to be one. */
async function mergeTwo(scene: Scene) {
  const { agent } = scene
  const both = [await newContact(scene), await newContact(scene)] as const
  for (const { personId } of both) {
    const [talk] = await agent.ask('conversation:ofPerson', { personId })
    const deal = await agent.ask('deal:create', { personId, conversationId: talk?.id ?? null })
    await agent.ask('task:create', {
      ...{ personId, dealId: deal.id, conversationId: null, title: 'Call', dueAt: '2027-12-01T09:00:00.000Z' },
    })
    await agent.ask('note:write', { conversationId: talk?.id ?? '', body: 'Likes oak' })
    const [card] = await agent.ask('contact:ofPerson', { personId })
    await agent.ask('contact:note', { contactId: card?.contact.id ?? '', body: 'Pays late' })
    await putFile(scene.world, 'contact', card?.contact.id ?? '', 'contract')
    await putFile(scene.world, 'deal', deal.id, 'offer')
    await agent.ask('lead:create', { whose: { personId }, details: { name: 'A. Kaya' } })
  }
  const merged = await agent.ask('contact:merge', { contactId: both[0].id, otherId: both[1].id, take: ['companyId'] })
  // Both histories stand on one line, and what was done can be found again.
  const { items } = await agent.ask('person:timeline', { personId: both[1].personId, kinds: ['contacts'] })
  expect(items.map(({ name }) => name)).toContain('person.merged')
  expect(await agent.ask('contact:changes', { contactId: both[1].id })).toEqual([merged.change])
  return merged
}

async function newTask({ agent, deal, personId, conversationId }: Scene) {
  const { id } = await deal()
  return agent.ask('task:create', {
    personId,
    dealId: id,
    conversationId,
    title: 'Send the offer',
    dueAt: '2026-12-01T09:00:00.000Z',
  })
}

/** Deals stand on another site, too, in the same pipeline: totals of both, and two who each see one of them. */
async function twoSites(world: World, owner: Line): Promise<Pick<Scene, 'colleagues' | 'farPersonId'>> {
  const { id, key } = await owner.ask('site:create', { name: 'Elsewhere', domains: ['other.test'], locale: 'en' })
  const { conversationId } = await (await world.visitor(undefined, key, 'http://other.test')).says('Hello from afar')
  const { person } = await owner.ask('conversation:read', { conversationId })
  const far = await owner.ask('deal:create', { personId: person.id, conversationId })
  await owner.ask('deal:edit', { dealId: far.id, changes: { amount: { was: null, is: 70_000 } } })
  const near = await world.agent(await world.hire('Near'))
  return { colleagues: [near, await world.agent(await world.hire('Far', 'agent', [id]))], farPersonId: person.id }
}

/** Facts explain state, for every request that changes something. */
/** Many deals are moved and converted part by part. */
const allDone = ({ agent }: Scene) =>
  until(async () => {
    const pipelines = await agent.ask('pipeline:list', {})
    return pipelines.every(({ becoming, stages }) => !becoming && stages.every(({ goingTo }) => !goingTo))
  }, 'what is under way')

export function explainedContract(name: string, storage: (folder: string) => Storage): void {
  describe.each(parts())(`${name}, part %#`, (...requests) => {
    let scene: Scene

    beforeAll(async () => {
      scene = await setScene(storage)
    })
    afterAll(() => scene.world.close())

    test.each(requests)('[C9] facts explain what %s changed', async (request) => {
      await expectExplained(scene.agent, () => (acts[request] as (scene: Scene) => Promise<unknown>)(scene))
    })

    test.each(requests.filter((request) => ofSites.test(request)))(
      '[C9] facts explain what %s changed to those who work on one site',
      async (request) => {
        const act = acts[request] as (scene: Scene) => Promise<unknown>
        for (const line of scene.colleagues) await expectExplained(line, () => act(scene))
      },
    )
  })

  test(`[C9] every request that changes something is explained here, ${name}`, () => {
    const changing = Object.entries(contract).flatMap(([group, verbs]) =>
      Object.entries(verbs).flatMap(([verb, procedure]) =>
        procedure['~orpc'].route.method === 'GET' ? [] : [`${group}:${verb}`],
      ),
    )
    expect(changing.filter((one) => !(one in acts) && !showNothing.includes(one))).toEqual([])
  })
}

/** What those see who work on one site only. */
const ofSites = /^(deal|task|lead|contact|company|field|mapping|view|pipeline|stage|reason):/
const partSize = 20

/** Requests about the same things together, as one may go on where another ended; the more a world holds, the slower. */
function parts(): string[][] {
  const all: string[][] = []
  for (const group of groups()) {
    const last = all.at(-1)
    if (last && last.length < partSize) last.push(...group)
    else all.push([...group])
  }
  return all
}

function groups(): string[][] {
  const byName = new Map<string, string[]>()
  for (const request of Object.keys(acts)) {
    const [name = ''] = request.split(':')
    byName.set(name, [...(byName.get(name) ?? []), request])
  }
  return [...byName.values()]
}

async function setScene(storage: (folder: string) => Storage): Promise<Scene> {
  const world = await World.open({ storage })
  const agent = await world.agent()
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Hello there')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const [pipeline] = await agent.ask('pipeline:list', {})
  return {
    world,
    agent,
    visitor,
    conversationId,
    personId: person.id,
    deal: () => agent.ask('deal:create', { personId: person.id, conversationId }),
    stage: (kind, index = 0) => pipeline?.stages.filter((stage) => stage.kind === kind)[index]?.id ?? '',
    reason: pipeline?.lossReasons[0]?.id ?? '',
    ...(await twoSites(world, agent)),
  }
}
