import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import type { Pipeline } from '#shared/protocol/pipelines'
import { type DealDimension, dealDimensions } from '#shared/protocol/reports'
import type { FilterWords } from '#shared/rules/deal-filter'
import { wordsOfGroup } from '../../agent-console/features/reports/filter'
import type { Line } from '../support/ask'
import { pgliteDialect } from '../support/pglite'
import { World } from '../support/world'

const dialects: [string, (folder: string) => Storage][] = [
  ['SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite'))],
  ['PGlite', () => postgresStorage(pgliteDialect())],
]
const zone = 'Europe/Istanbul'

describe.each(dialects)('reports on %s', (_, storage) => {
  let world: World
  let agent: Line
  let pipeline: Pipeline
  const open = () => pipeline.stages.filter(({ kind }) => kind === 'open')

  beforeAll(async () => {
    world = await World.open({ storage })
    agent = await world.agent()
    pipeline = (await agent.ask('pipeline:list', {}))[0] as Pipeline
    const sources = ['', 'Fair, hall 3', '"quoted" %_', 'Fair']
    for (let at = 0; at < 30; at++) {
      const whose = { siteId: world.site.id, name: `Person ${at}` }
      const { deal } = await agent.ask('deal:add', { stageId: open()[at % 4]?.id ?? '', whose, name: `Deal ${at}` })
      const source = sources[at % 4] ?? ''
      await agent.ask('deal:edit', {
        dealId: deal.id,
        changes: {
          ...(deal.source === source ? {} : { source: { was: deal.source, is: source } }),
          ...(at % 3 ? { amount: { was: null, is: at * 100 } } : {}),
          ...(at % 7 ? {} : { probability: { was: null, is: 90 } }),
          ...(at % 5 ? {} : { ownerId: { was: deal.ownerId, is: null } }),
        },
      })
      if (at % 6 === 1) await agent.ask('deal:win', { dealId: deal.id })
      const lossReasonId = pipeline.lossReasons[at % 3]?.id
      if (at % 6 === 2) await agent.ask('deal:lose', { dealId: deal.id, lossReasonId })
      if (at === 29) await agent.ask('deal:remove', { dealId: deal.id })
    }
  })
  afterAll(() => world.close())

  const narrow: FilterWords[] = [{}, { outcome: 'open' }, { outcome: 'won' }, { outcome: 'lost' }, { q: 'deal 1' }]

  test.each(dealDimensions)(
    '[R01] [R03] by %s, every line says what the list says that it opens',
    async (by: DealDimension) => {
      for (const words of narrow) {
        const { rows, total, more } = await agent.ask('report:deals', { by, ...words, zone })
        expect(more).toBe(0)
        expect(total).toEqual((await agent.ask('deal:sums', { ...words, zone })).sums)
        let counted = 0
        for (const { key, sums } of rows) {
          counted += sums.reduce((sum, { count }) => sum + count, 0)
          const opens = by === 'reason' && words.outcome !== 'lost' ? null : wordsOfGroup(by, key, words)
          if (!opens) continue
          expect((await agent.ask('deal:sums', { ...opens, zone })).sums, `${by} ${key}`).toEqual(sums)
        }
        expect(counted).toBe(total.reduce((sum, { count }) => sum + count, 0))
      }
    },
  )

  test('[R02] a funnel counts a deal in every stage it stood in or passed by', async () => {
    const [first, second, third] = open()
    const whose = { siteId: world.site.id, name: 'Funnel' }
    const before = await agent.ask('report:funnel', { pipelineId: pipeline.id, zone })
    const { deal } = await agent.ask('deal:add', { stageId: first?.id ?? '', whose, name: 'Skips one' })
    const move = (from = '', to = '') => agent.ask('deal:move', { dealId: deal.id, fromStageId: from, stageId: to })
    await move(first?.id, third?.id)
    await move(third?.id, second?.id)
    const moved = await agent.ask('report:funnel', { pipelineId: pipeline.id, zone })
    const plus = (field: 'entered' | 'movedOn' | 'lost' | 'standing', after: typeof before) =>
      after.stages.map((stage, at) => stage[field] - (before.stages[at]?.[field] ?? 0))
    expect(moved.deals).toBe(before.deals + 1)
    expect(plus('entered', moved).slice(0, 4)).toEqual([1, 1, 1, 0])
    expect(plus('movedOn', moved).slice(0, 4)).toEqual([1, 1, 0, 0])
    expect(plus('standing', moved).slice(0, 4)).toEqual([0, 1, 0, 0])
    for (const { stageId, entered } of moved.stages) {
      expect((await agent.ask('deal:sums', { pipelineId: pipeline.id, reached: stageId })).count).toBe(entered)
    }
    await agent.ask('deal:lose', { dealId: deal.id, lossReasonId: pipeline.lossReasons[0]?.id })
    const lost = await agent.ask('report:funnel', { pipelineId: pipeline.id, zone })
    expect(plus('lost', lost).slice(0, 4)).toEqual([0, 1, 0, 0])
    expect(lost.stages[2]?.days).toBe(0)
    const none = await agent.ask('report:funnel', { pipelineId: pipeline.id, q: 'no such deal', zone })
    expect(none).toMatchObject({ deals: 0, won: 0, lost: 0 })
  })
})
