import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deal } from '#shared/protocol/deals'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { expectedDeal, withComing } from '../../../../agent-console/data/create-deal'
import { optimistic } from '../../../../agent-console/data/optimistic'
import type { State } from '../../../../agent-console/data/state'
import { state, update } from '../../../../agent-console/data/store'
import { withDeal } from '../../../../agent-console/data/suppose-deal'
import { at, card, deal, person, selinKnows } from '../rows'

const stage = (id: string, what: Partial<Stage> = {}) =>
  ({ id, pipelineId: 'sales', name: id, kind: 'open', requires: [], ...what }) as Stage
const pipeline = (id: string, what: Partial<Pipeline> = {}) =>
  ({ id, currency: 'TRY', isDefault: false, isArchived: false, rank: id, stages: [stage('new')], ...what }) as Pipeline
const keyed = <Row extends { id: string }>(...rows: Row[]) => new Map(rows.map((row) => [row.id, row]))

const knowing = (...pipelines: Pipeline[]): State =>
  selinKnows({
    installation: { locale: 'tr', timeZone: 'Europe/Istanbul', currency: 'TRY', publicUrl: '', supportContact: '' },
    people: keyed(person('p1', { name: 'Elif' })),
    sites: new Map([['kuzey', { id: 'kuzey', name: 'Kuzey', pipelineId: 'b2b' }]]) as unknown as State['sites'],
    pipelines: keyed(...pipelines),
  })

const asked = { rid: 'r1', personId: 'p1', conversationId: 'c1' }
const sales = pipeline('sales', { isDefault: true })

describe('a deal that was asked for', () => {
  test('looks as the server will make it', () => {
    const b2b = pipeline('b2b', { currency: 'EUR', stages: [stage('going', { goingTo: 'new' }), stage('lead')] })
    expect(expectedDeal(knowing(sales, b2b), asked, at(0))).toMatchObject({
      ...{ name: 'Elif – 20 Kas', pipelineId: 'b2b', stageId: 'lead', currency: 'EUR', ownerId: 'selin' },
      ...{ personId: 'p1', conversationId: 'c1', source: 'Kuzey · shop.test/', amount: null, outcome: 'open' },
    })
  })

  test('goes to the default pipeline where its site’s is put away', () => {
    const b2b = pipeline('b2b', { isArchived: true })
    expect(expectedDeal(knowing(sales, b2b), asked, at(0))).toMatchObject({ pipelineId: 'sales' })
  })

  test.each<[why: string, of: Pipeline]>([
    ['no stage may be entered', pipeline('sales', { isDefault: true, stages: [stage('new', { goingTo: 'later' })] })],
    [
      'its stage asks for an amount',
      pipeline('sales', { isDefault: true, stages: [stage('new', { requires: ['amount'] })] }),
    ],
    ['nothing changes there any more', pipeline('sales', { isDefault: true, isArchived: true })],
  ])('is not shown where it would be refused: %s', (_, of) => {
    expect(expectedDeal(knowing(of), asked, at(0))).toBeUndefined()
  })

  test('is not shown of somebody nobody knows yet', () => {
    expect(expectedDeal({ ...knowing(sales), people: new Map() }, asked, at(0))).toBeUndefined()
  })
})

describe('until it is there', () => {
  const answered = deal('d2', { name: 'Elif – 20 Kas' })
  let answer: { agree: (deal: Deal) => void; refuse: (why: Error) => void; done: Promise<Deal> }

  beforeEach(() => {
    update(() => ({ ...knowing(sales), deals: keyed({ ...card(deal('d1')), id: 'd1' }) }))
    const expected = expectedDeal(state.value, asked, at(0))
    if (!expected) throw new Error('It should be shown')
    let [agree, refuse]: [(deal: Deal) => void, (why: Error) => void] = [() => {}, () => {}]
    const attempt = () =>
      new Promise<Deal>((resolve, reject) => {
        agree = resolve
        refuse = reject
      })
    const guess = (before: State) => withComing(before, expected, new Set(['d1']))
    const done = optimistic({ guess, attempt, confirm: withDeal })
    done.catch(() => {})
    answer = { agree, refuse, done }
  })
  afterEach(async () => {
    answer.refuse(new Error('the test is over'))
    await answer.done.catch(() => {})
  })

  const shown = () =>
    [...state.value.coming, ...[...state.value.deals.values()].map((it) => it.deal)].map(({ id }) => id)

  test('it is shown at once, apart from what is there', () => {
    expect(shown()).toEqual(['coming r1', 'd1'])
  })

  test('the answer takes its place in one step', async () => {
    answer.agree(answered)
    await answer.done
    expect(shown()).toEqual(['d1', 'd2'])
  })

  test('it is shown once when the fact is here before the answer', () => {
    update((before) => withDeal(before, answered))
    expect(shown()).toEqual(['d1', 'd2'])
  })

  test('a refusal takes it back', async () => {
    answer.refuse(new Error('not-found'))
    await expect(answer.done).rejects.toThrow('not-found')
    expect(shown()).toEqual(['d1'])
  })
})
