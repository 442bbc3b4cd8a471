import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { ImportLine } from '#shared/rules/deal-csv'
import type { Line } from '../support/ask'
import { bringDeals } from '../support/bring-deals'
import { World } from '../support/world'

let world: World
let agent: Line
let pipeline: Pipeline

beforeAll(async () => {
  world = await World.open()
  agent = await world.agent()
  pipeline = (await agent.ask('pipeline:list', {}))[0] as Pipeline
})
afterAll(() => world.close())

const bring = (file: string, more: Record<string, string> = {}) => bringDeals(world, pipeline, file, more)
const count = (lines: readonly ImportLine[], does: ImportLine['does']) => lines.filter((it) => it.does === does).length
const head = 'Anlaşma;Kişi;Tutar;Aşama;Kapanış tarihi;Sorumlu;Etiketler\r\n'
/** Columns the file of closed deals has not. */
const noOthers = { closesOn: '', owner: '', tags: '' }

test('[L04] won and lost deals come in by the rules every end is held to, and a trial says so before', async () => {
  const [won, lost] = ['won', 'lost'].map((kind) => pipeline.stages.find((one) => one.kind === kind))
  const [reason, other] = [pipeline.lossReasons[0], pipeline.lossReasons.find(({ needsNote }) => needsNote)]
  const mapping = {
    stage: '2',
    amount: '3',
    closedAt: '4',
    lossReason: '5',
    lossNote: '6',
    competitor: '7',
    ...noOthers,
  }
  const far = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  const file = [
    'Anlaşma;Kişi;Aşama;Tutar;Kapanma;Sebep;Not;Rakip',
    `Mutfak;Bora;${won?.name};1.000;2024-03-05;;;`,
    `Banyo;Bora;${lost?.name.toUpperCase()};2.000;05.03.2025;${reason?.label.toUpperCase()};;Nordmöbel`,
    `Salon;Bora;${lost?.name};;2025-03-05T10:20:30.000Z;${other?.label};Taşındı;`,
    `Sebepsiz;Bora;${lost?.name};;;;;`,
    `Uydurma;Bora;${lost?.name};;;Canı istemedi;;`,
    `Notsuz;Bora;${lost?.name};;;${other?.label};;`,
    `Yarınki;Bora;${won?.name};;${far};;;`,
    `Belirsiz;Bora;${won?.name};;;${reason?.label};;`,
    `Açık;Bora;;;2025-03-05;;;`,
  ].join('\r\n')
  const expected = [
    ...['create', 'create', 'create', 'reason-missing', 'reason-unknown', 'note-missing'],
    ...['closed-invalid', 'outcome-unclear', 'outcome-unclear'],
  ]
  const does = (lines: readonly ImportLine[]) => lines.map((it) => (it.does === 'bad' ? it.why : it.does))
  const rates = await agent.ask('deal:rates', { pipelineId: pipeline.id })
  const before = await agent.ask('deal:sums', {})
  expect(does((await bring(file, { ...mapping, trial: 'yes' })).lines)).toEqual(expected)
  expect(await agent.ask('deal:sums', {})).toEqual(before)
  expect(does((await bring(file, mapping)).lines)).toEqual(expected)

  const one = async (q: string) => (await agent.ask('deal:list', { q })).cards[0]?.deal
  const [kitchen, bath, hall] = [await one('mutfak'), await one('banyo'), await one('salon')]
  expect(kitchen).toMatchObject({ outcome: 'won', stageId: won?.id, amount: 100_000, lossReasonId: null })
  // A day is meant as its noon where the installation is.
  expect(kitchen?.closedAt).toBe('2024-03-05T09:00:00.000Z')
  expect(kitchen?.lastOpenStageId).toBe(pipeline.stages.filter(({ kind }) => kind === 'open').at(-1)?.id)
  expect(bath).toMatchObject({ outcome: 'lost', stageId: lost?.id, lossReasonId: reason?.id, competitor: 'Nordmöbel' })
  expect(hall).toMatchObject({ lossReasonId: other?.id, lossNote: 'Taşındı', closedAt: '2025-03-05T10:20:30.000Z' })

  const history = await agent.ask('deal:history', { dealId: bath?.id ?? '' })
  expect(history.map(({ name }) => name)).toEqual(['deal.created', 'deal.lost'])
  const { columns } = await agent.ask('deal:board', { pipelineId: pipeline.id })
  expect(
    columns.some(({ cards }) => cards.some(({ deal }) => deal.id === kitchen?.id && deal.outcome === 'open')),
  ).toBe(false)
  const totals = await agent.ask('deal:totals', {})
  expect(totals.find(({ stageId }) => stageId === won?.id)).toMatchObject({ count: 1, amount: 100_000 })
  // What came in closed says nothing about how deals fare in the stages here.
  expect(await agent.ask('deal:rates', { pipelineId: pipeline.id })).toEqual(rates)
  const reopened = await agent.ask('deal:reopen', { dealId: bath?.id ?? '' })
  expect(reopened).toMatchObject({ outcome: 'open', lossReasonId: null, stageId: pipeline.stages[0]?.id })
  expect(count((await bring(file, mapping)).lines, 'create')).toBe(0)
})

test('[L04] [P18] a row without what its stage asks for is named, in the trial already', async () => {
  const { id: pipelineId, stages } = await agent.ask('pipeline:create', { name: 'Strict', currency: 'TRY' })
  const last = stages.filter(({ kind }) => kind === 'open').at(-1)
  const changes = { requires: { was: [], is: ['amount' as const] } }
  await agent.ask('stage:edit', { stageId: last?.id ?? '', changes })
  const won = stages.find(({ kind }) => kind === 'won')?.name
  const file = `${head}Tutarsız;Cem;;${last?.name};;;\r\nKazanılan;Cem;;${won};;;\r\nTutarlı;Cem;5;${won};;;\r\n`
  for (const trial of ['yes', 'no'])
    expect((await bring(file, { pipelineId, trial })).lines.map((it) => ('why' in it ? it.why : it.does))).toEqual([
      ...['fields-missing', 'fields-missing', 'create'],
    ])
})
