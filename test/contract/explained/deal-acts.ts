import { expect } from 'vitest'
import { randomId } from '#shared/values/random'
import { pipelineWithDeals } from './pipeline-acts'
import type { Acts } from './scene'

/** Deals. */
export const dealActs: Acts = {
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
}
