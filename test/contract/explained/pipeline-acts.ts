import type { Pipeline } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import { until } from '../../support/ask'
import type { Acts, Scene } from './scene'

/** Pipelines, their stages and their loss reasons. */
export const pipelineActs: Acts = {
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
export async function pipelineWithDeals({ agent, personId, farPersonId }: Scene): Promise<Pipeline> {
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

/** Many deals are moved and converted part by part. */
const allDone = ({ agent }: Scene) =>
  until(async () => {
    const pipelines = await agent.ask('pipeline:list', {})
    return pipelines.every(({ becoming, stages }) => !becoming && stages.every(({ goingTo }) => !goingTo))
  }, 'what is under way')
