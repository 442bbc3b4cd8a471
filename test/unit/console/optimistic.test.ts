import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deal } from '#shared/protocol/deals'
import { optimistic } from '../../../agent-console/data/optimistic'
import { reduce } from '../../../agent-console/data/reduce'
import { state, update } from '../../../agent-console/data/store'
import { supposeDeal, withDeal } from '../../../agent-console/data/suppose-deal'
import { totalsIn } from '../../../agent-console/parts/deals/weight'
import { card, deal, fact, selinKnows, total, totalsOf } from './rows'

const worth = (stageId: string) => totalsIn(state.value.totals, stageId)
const settle: Array<() => void> = []
const stage = (id = 'd1') => state.value.deals.get(id)?.deal.stageId

beforeEach(() => {
  update(() =>
    selinKnows({
      deals: new Map([['d1', card(deal('d1'))]]),
      totals: totalsOf(total('new', 1, 1_000), total('offer', 0, 0)),
    }),
  )
})

// A guess lives until it is answered, in the next test too.
afterEach(async () => {
  for (const one of settle.splice(0)) one()
  await new Promise((resolve) => setTimeout(resolve))
})

function move() {
  let agree: (deal: Deal) => void = () => {}
  let refuse: (why: Error) => void = () => {}
  const answer = new Promise<Deal>((resolve, reject) => {
    agree = resolve
    refuse = reject
  })
  const done = optimistic({
    guess: (before) => supposeDeal(before, 'd1', { stageId: 'offer', rank: 'a5' }),
    attempt: () => answer,
    confirm: withDeal,
  })
  settle.push(() => refuse(new Error('the test is over')))
  done.catch(() => {})
  return { done, agree, refuse }
}

const movedByServer = (stageId: string, version: number) =>
  fact(20 + version, 'deal.moved', {
    ...card(deal('d1', { stageId, version })),
    byAgentId: 'mert',
    fromStageId: 'new',
    totals: [total('new', 0, 0), total(stageId, 1, 1_000)],
  })

describe('a change that is shown before it is answered', () => {
  test('shows at once, totals with it', () => {
    void move()
    expect(stage()).toBe('offer')
    expect(worth('new')).toMatchObject({ count: 0, amount: 0 })
    expect(worth('offer')).toMatchObject({ count: 1, amount: 1_000 })
  })

  test('counts in a column that was read and had nothing of its site', () => {
    update((before) => ({ ...before, totals: totalsOf(total('new', 1, 1_000)), columns: new Map([['offer', null]]) }))
    void move()
    expect(worth('offer')).toMatchObject({ count: 1, amount: 1_000 })
  })

  test('stays as the server answered it', async () => {
    const { done, agree } = move()
    agree(deal('d1', { stageId: 'offer', rank: 'a7', version: 2 }))
    await done
    expect(state.value.deals.get('d1')?.deal).toMatchObject({ stageId: 'offer', rank: 'a7', version: 2 })
  })

  test('counts once when the fact is here before the answer', () => {
    void move()
    update((before) => reduce(before, movedByServer('offer', 2)))
    expect(worth('offer')).toMatchObject({ count: 1, amount: 1_000 })
    expect(worth('new')).toMatchObject({ count: 0, amount: 0 })
  })

  test('goes back when it is refused, and says so to whoever asked', async () => {
    const { done, refuse } = move()
    refuse(new Error('stale'))
    await expect(done).rejects.toThrow('stale')
    expect(stage()).toBe('new')
    expect(worth('new')).toMatchObject({ count: 1, amount: 1_000 })
  })

  test('goes back to what a colleague made of it meanwhile, not to what stood there before', async () => {
    const { done, refuse } = move()
    update((before) => reduce(before, movedByServer('talks', 2)))
    refuse(new Error('stale'))
    await expect(done).rejects.toThrow()
    expect(stage()).toBe('talks')
  })

  test('two changes under way at once settle one by one', async () => {
    const first = move()
    const second = optimistic({
      guess: (before) => supposeDeal(before, 'd1', { name: 'Thirteen tables' }),
      attempt: () => Promise.reject(new Error('refused')),
      confirm: withDeal,
    })
    await expect(second).rejects.toThrow()
    expect(state.value.deals.get('d1')?.deal).toMatchObject({ stageId: 'offer', name: 'Twelve oak tables' })
    first.agree(deal('d1', { stageId: 'offer', version: 2 }))
    await first.done
    expect(stage()).toBe('offer')
  })
})
