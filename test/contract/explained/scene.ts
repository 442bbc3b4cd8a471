import type { Storage } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import type { Line } from '../../support/ask'
import { type Visitor, World } from '../../support/world'

export type Scene = {
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

/** One believable use of each of some requests, by the request's name. */
export type Acts = Record<string, (scene: Scene) => Promise<unknown>>

export async function setScene(storage: (folder: string) => Storage): Promise<Scene> {
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
