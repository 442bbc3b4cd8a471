import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import { contract } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import type { Line } from '../support/ask'
import { expectExplained } from '../support/explained'
import { password, type Visitor, World } from '../support/world'

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
}

/** One believable use of every request that changes something. */
const acts: Record<string, (scene: Scene) => Promise<unknown>> = {
  'visit:send': async ({ world }) => (await world.visitor()).says('A new face'),
  'visit:mark': ({ visitor }) => visitor.line.ask('visit:mark', { delivered: 1, read: 1 }),
  'visit:describe': ({ visitor }) => visitor.line.ask('visit:describe', { attributes: { plan: randomId() } }),
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
  'deal:create': ({ deal }) => deal(),
  'deal:edit': async ({ agent, deal }) => {
    const { id } = await deal()
    return agent.ask('deal:edit', { dealId: id, changes: { amount: { was: null, is: 500 } } })
  },
  'deal:move': async ({ agent, deal, stage }) => {
    const { id, stageId } = await deal()
    return agent.ask('deal:move', { dealId: id, fromStageId: stageId, stageId: stage('open', 2), beforeId: null })
  },
  'deal:win': async ({ agent, deal }) => agent.ask('deal:win', { dealId: (await deal()).id, amount: 900 }),
  'deal:lose': async ({ agent, deal, reason }) =>
    agent.ask('deal:lose', { dealId: (await deal()).id, lossReasonId: reason }),
  'deal:reopen': async ({ agent, deal }) => {
    const { id } = await deal()
    await agent.ask('deal:win', { dealId: id })
    return agent.ask('deal:reopen', { dealId: id })
  },
  'deal:remove': async ({ agent, deal }) => agent.ask('deal:remove', { dealId: (await deal()).id }),
  'task:create': (scene) => newTask(scene),
  'task:edit': async (scene) =>
    scene.agent.ask('task:edit', {
      taskId: (await newTask(scene)).id,
      title: 'Call',
      dueAt: '2027-01-01T00:00:00.000Z',
    }),
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
async function twoSites(world: World, owner: Line): Promise<[Line, Line]> {
  const { id, key } = await owner.ask('site:create', { name: 'Elsewhere', domains: ['other.test'], locale: 'en' })
  const { conversationId } = await (await world.visitor(undefined, key, 'http://other.test')).says('Hello from afar')
  const { person } = await owner.ask('conversation:read', { conversationId })
  const far = await owner.ask('deal:create', { personId: person.id, conversationId })
  await owner.ask('deal:edit', { dealId: far.id, changes: { amount: { was: null, is: 70_000 } } })
  return [await world.agent(await world.hire('Near')), await world.agent(await world.hire('Far', 'agent', [id]))]
}

/** Facts explain state, for every request that changes something. */
export function explainedContract(name: string, storage: (folder: string) => Storage): void {
  describe(name, () => {
    let scene: Scene

    beforeAll(async () => {
      const world = await World.open({ storage })
      const agent = await world.agent()
      const visitor = await world.visitor()
      const { conversationId } = await visitor.says('Hello there')
      const { person } = await agent.ask('conversation:read', { conversationId })
      const [pipeline] = await agent.ask('pipeline:list', {})
      scene = {
        world,
        agent,
        visitor,
        conversationId,
        personId: person.id,
        deal: () => agent.ask('deal:create', { personId: person.id, conversationId }),
        stage: (kind, index = 0) => pipeline?.stages.filter((stage) => stage.kind === kind)[index]?.id ?? '',
        reason: pipeline?.lossReasons[0]?.id ?? '',
        colleagues: await twoSites(world, agent),
      }
    })
    afterAll(() => scene.world.close())

    test.each(Object.keys(acts))('[C9] facts explain what %s changed', async (request) => {
      await expectExplained(scene.agent, () => (acts[request] as (scene: Scene) => Promise<unknown>)(scene))
    })

    const ofDeals = Object.keys(acts).filter((request) => /^(deal|task):/.test(request))

    test.each(ofDeals)('[C9] facts explain what %s changed to those who work on one site', async (request) => {
      const act = acts[request] as (scene: Scene) => Promise<unknown>
      for (const line of scene.colleagues) await expectExplained(line, () => act(scene))
    })

    test('[C9] every request that changes something is explained here', () => {
      const changing = Object.entries(contract).flatMap(([group, verbs]) =>
        Object.entries(verbs).flatMap(([verb, procedure]) =>
          procedure['~orpc'].route.method === 'GET' ? [] : [`${group}:${verb}`],
        ),
      )
      expect(changing.filter((one) => !(one in acts) && !showNothing.includes(one))).toEqual([])
    })
  })
}
