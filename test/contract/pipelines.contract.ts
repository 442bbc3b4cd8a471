import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import type { Column } from '#shared/protocol/deal-lists'
import type { Deal } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { nothing, plus, share } from '#shared/rules/forecast'
import { byRank } from '#shared/values/rank'
import { type Line, Refused, until } from '../support/ask'
import { World } from '../support/world'

/** One thing somebody does, with numbers that choose what it is done to. */
type Deed = { does: (typeof deeds)[number]; a: number; b: number }

const deeds = [
  'make',
  'move',
  'move',
  'move',
  'win',
  'lose',
  'reopen',
  'price',
  'add stage',
  'order stages',
  'remove stage',
  'remove stage',
  'restore stage',
  'archive',
  'restore',
  'convert',
] as const

const deed = fc.record({ does: fc.constantFrom(...deeds), a: fc.nat(1_000), b: fc.nat(1_000) })

const pick = <One>(list: readonly One[], at: number): One | undefined => list[at % Math.max(1, list.length)]

/** Whatever is done to deals and to the stages under them, no deal is lost and no total lies. */
export function pipelinesContract(name: string, storage: (folder: string) => Storage): void {
  describe(name, () => {
    let world: World
    let line: Line
    let people: string[]
    let made = 0

    beforeAll(async () => {
      world = await World.open({ storage })
      line = await world.agent()
      people = [await somebody(world.site.key, 'http://shop.test')]
      const far = await line.ask('site:create', { name: 'Far', domains: ['far.test'], locale: 'en' })
      people.push(await somebody(far.key, 'http://far.test'))
    })
    afterAll(() => world.close())

    async function somebody(key: string, origin: string): Promise<string> {
      const { conversationId } = await (await world.visitor(undefined, key, origin)).says('Hello')
      return (await line.ask('conversation:read', { conversationId })).person.id
    }

    const fresh = async (id: string) => (await line.ask('pipeline:list', {})).find((one) => one.id === id) as Pipeline

    async function dealsIn(pipelineId: string): Promise<Deal[]> {
      const all = await Promise.all(people.map((personId) => line.ask('deal:ofPerson', { personId })))
      return all.flat().flatMap(({ deal }) => (deal.pipelineId === pipelineId ? [deal] : []))
    }

    async function act(pipelineId: string, { does, a, b }: Deed): Promise<unknown> {
      const pipeline = await fresh(pipelineId)
      const open = pipeline.stages.filter(({ kind }) => kind === 'open')
      const deal = pick(await dealsIn(pipelineId), a)
      const stage = pick(open, a)
      const other = pick(open, b)
      const dealId = deal?.id ?? ''
      switch (does) {
        case 'make':
          return line.ask('deal:create', { personId: pick(people, a) ?? '', conversationId: null, pipelineId })
        case 'move': {
          const beforeId = pick([undefined, null, pick(await dealsIn(pipelineId), b)?.id], b)
          const stageId = pick([...open, ...pipeline.archived.stages], b)?.id ?? ''
          return deal && line.ask('deal:move', { dealId, fromStageId: deal.stageId, stageId, beforeId })
        }
        case 'win':
          return deal && line.ask('deal:win', { dealId })
        case 'lose':
          return deal && line.ask('deal:lose', { dealId, lossReasonId: pipeline.lossReasons[0]?.id })
        case 'reopen':
          return deal && line.ask('deal:reopen', { dealId })
        case 'price': {
          const changes = {
            amount: { was: deal?.amount ?? null, is: b * 7 },
            probability: { was: deal?.probability ?? null, is: b % 101 },
          }
          return deal && line.ask('deal:edit', { dealId, changes })
        }
        case 'add stage':
          return line.ask('stage:add', {
            pipelineId,
            name: `Step ${made++}`,
            beforeId: pick([null, other?.id ?? null], a),
          })
        case 'order stages':
          return line.ask('stage:move', {
            stageId: stage?.id ?? '',
            beforeId: pick([null, other?.id ?? null], b) ?? null,
          })
        case 'remove stage':
          return line.ask('stage:remove', { stageId: stage?.id ?? '', moveToStageId: other?.id })
        case 'restore stage':
          return line.ask('stage:restore', { stageId: pick(pipeline.archived.stages, a)?.id ?? '' })
        case 'archive':
          return line.ask('pipeline:archive', { pipelineId })
        case 'restore':
          return line.ask('pipeline:restore', { pipelineId })
        case 'convert': {
          const is = pipeline.currency === 'TRY' ? 'JPY' : 'TRY'
          const change = { how: 'convert', rate: `0.${String(b + 1).padStart(4, '0')}` } as const
          return line.ask('pipeline:setCurrency', { pipelineId, was: pipeline.currency, is, change })
        }
      }
    }

    /** Reads all of a column, a page at a time. */
    async function cardsOf(column: Column): Promise<Deal[]> {
      const cards = column.cards.map(({ deal }) => deal)
      for (let cursor = column.next; cursor; ) {
        const page = await line.ask('deal:column', { stageId: column.stageId, cursor })
        cards.push(...page.cards.map(({ deal }) => deal))
        cursor = page.next
      }
      return cards
    }

    async function expectWhole(pipelineId: string, count: number): Promise<void> {
      // Many deals are moved and converted part by part.
      await until(async () => {
        const { becoming, stages } = await fresh(pipelineId)
        return !becoming && stages.every(({ goingTo }) => !goingTo)
      }, 'what is under way')
      const { stages, currency } = await fresh(pipelineId)
      const { columns } = await line.ask('deal:board', { pipelineId })
      expect(columns.map(({ stageId }) => stageId)).toEqual(stages.map(({ id }) => id))
      const standing: string[] = []
      for (const column of columns) {
        const cards = await cardsOf(column)
        standing.push(...cards.map(({ id }) => id))
        expect(cards.map(({ id }) => id)).toEqual([...cards].sort(byRank).map(({ id }) => id))
        expect(cards.every((deal) => deal.currency === currency)).toBe(true)
        const kind = stages.find(({ id }) => id === column.stageId)?.kind
        expect(cards.every(({ outcome }) => outcome === kind)).toBe(true)
        for (const siteId of new Set([
          ...cards.map((deal) => deal.siteId),
          ...column.totals.map((one) => one.siteId),
        ])) {
          const {
            count: told = 0,
            amount = 0,
            byHand = nothing.byHand,
          } = column.totals.find((one) => one.siteId === siteId) ?? {}
          const sum = cards
            .filter((deal) => deal.siteId === siteId)
            .reduce((all, deal) => plus(all, share(deal)), nothing)
          expect({ count: told, amount, byHand }).toEqual(sum)
        }
      }
      expect(standing).toHaveLength(count)
      expect(new Set(standing).size).toBe(count)
      expect([...standing].sort()).toEqual((await dealsIn(pipelineId)).map(({ id }) => id).sort())
    }

    test('any sequence of moves, stage orders, removals and archiving keeps every deal in one living stage, in one order, and totals equal to a recount', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 30 }), async (sequence) => {
          const { id } = await line.ask('pipeline:create', { name: `Pipeline ${made++}`, currency: 'TRY' })
          let count = 0
          for (const one of [{ does: 'make', a: 0, b: 0 }, { does: 'make', a: 1, b: 0 }, ...sequence] as Deed[]) {
            try {
              await act(id, one)
              if (one.does === 'make') count++
            } catch (error) {
              if (!(error instanceof Refused) || error.answer.code === 'unexpected') throw error
            }
          }
          await expectWhole(id, count)
        }),
        { numRuns: 12 },
      )
    })
  })
}
