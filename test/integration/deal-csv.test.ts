import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { ImportLine } from '#shared/rules/deal-csv'
import { randomId } from '#shared/values/random'
import { type Line, until } from '../support/ask'
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

const csvHeaders = { 'content-type': 'text/csv' }

const bring = (file: string, more: Record<string, string> = {}) => bringDeals(world, pipeline, file, more)

const count = (lines: readonly ImportLine[], does: ImportLine['does']) => lines.filter((it) => it.does === does).length
const head = 'Anlaşma;Kişi;Tutar;Aşama;Kapanış tarihi;Sorumlu;Etiketler\r\n'

test('[L04] what is written has a mark of its letters, the marks of its language, and no formula', async () => {
  const whose = { siteId: world.site.id, name: '@SUM(A1)' }
  const { deal } = await agent.ask('deal:add', { stageId: pipeline.stages[0]?.id ?? '', whose, name: '=1+1; "ışık"' })
  await agent.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: 125_050 } } })
  const read = async (locale: string, more = '') => {
    const response = await world.fetch(`/api/v1/deals.csv?locale=${locale}${more}`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="deals-.*\.csv"$/)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
  }
  const turkish = await read('tr')
  expect(turkish.startsWith('\ufeffAnlaşma;Kişi;Kişi kodu;')).toBe(true)
  expect(turkish).toContain(`"'=1+1; ""ışık""";'@SUM(A1);`)
  expect(turkish).toContain(';1250.50;TRY;')
  const english = await read('en', '&q=isik')
  expect(english.startsWith('\ufeffDeal,Person,')).toBe(true)
  expect(english.trimEnd().split('\r\n')).toHaveLength(2)
  expect((await read('en', '&outcome=won')).trimEnd().split('\r\n')).toHaveLength(1)
})

test('[L04] only the team writes and reads files, and no page of strangers', async () => {
  const get = (headers: Record<string, string>) => world.fetch('/api/v1/deals.csv', { headers })
  expect((await get({ cookie: '' })).status).toBe(401)
  const nowhere = await world.hire('Nobody', 'agent', [])
  const own = await (await get({ cookie: nowhere })).text()
  expect(own.trimEnd().split('\r\n')).toHaveLength(1)
  const reader = await world.hire('Reader', 'read-only')
  const asked = new URLSearchParams({ rid: randomId(), pipelineId: pipeline.id, siteId: world.site.id, trial: 'no' })
  const post = (headers: Record<string, string>) =>
    world.fetch(`/api/v1/deals.csv?${asked}`, { method: 'POST', headers: { ...csvHeaders, ...headers }, body: head })
  expect((await post({ cookie: reader })).status).toBe(403)
  expect((await post({ cookie: nowhere })).status).toBe(404)
  expect((await post({ 'x-requested-with': '' })).status).toBe(403)
  expect((await post({ origin: 'https://evil.test' })).status).toBe(403)
  const giant = 'x'.repeat(6 * 1024 * 1024)
  expect(
    (await world.fetch(`/api/v1/deals.csv?${asked}`, { method: 'POST', headers: csvHeaders, body: giant })).status,
  ).toBe(413)
})

test('[L04] a look tells the heads and guesses what they are', async () => {
  const look = async (body: BodyInit) =>
    (await world.fetch('/api/v1/deals.csv/look', { method: 'POST', headers: csvHeaders, body })).json()
  expect(await look(`\ufeff${head}Masa;Ayşe;1,5;;;;\r\n`)).toEqual({
    columns: ['Anlaşma', 'Kişi', 'Tutar', 'Aşama', 'Kapanış tarihi', 'Sorumlu', 'Etiketler'],
    rows: [['Masa', 'Ayşe', '1,5', '', '', '', '']],
    mapping: { name: 0, person: 1, amount: 2, stage: 3, closesOn: 4, owner: 5, tags: 6 },
  })
  // "Işık" as a Turkish spreadsheet writes it, which is no UTF-8.
  const old = new Uint8Array([...Buffer.from('name\n'), 0x49, 0xfe, 0xfd, 0x6b, 0x0a])
  expect((await look(old)).rows).toEqual([['Işık']])
})

test('[L04] a trial says what each row would do and does nothing; then it is done, and once only', async () => {
  const first = pipeline.stages[1]
  const far = await world.newcomer('Far Away', 'agent', [])
  const file = [
    head.trim(),
    `Masa;Ayşe Kaya;1.250,50;${first?.name.toUpperCase()};30.11.2026;selin@kuzey.test;vip, fuar`,
    'Masa;AYŞE KAYA;9;;;;',
    'Sandalye;Ayşe Kaya;;;;;',
    ';Ayşe;1;;;;',
    'Kimsesiz;;1;;;;',
    'Kötü tutar;Ali;12,345,6;;;;',
    'Kötü gün;Ali;1;;31.02.2026;;',
    'Kötü aşama;Ali;1;Kazanıldı;;;',
    'Kötü sorumlu;Ali;1;;;Kimse;',
    // Somebody of ours who does not work on the site may not know what they would own.
    `Uzak sorumlu;Ali;1;;;${far.email};`,
  ].join('\r\n')
  const does = (lines: readonly ImportLine[]) => lines.map((it) => (it.does === 'bad' ? it.why : it.does))
  const expected = [
    ...['create', 'exists', 'create', 'name-missing', 'person-missing'],
    ...['amount-invalid', 'date-invalid', 'stage-unknown', 'owner-unknown', 'owner-unknown'],
  ]
  const before = await agent.ask('deal:sums', {})
  expect(does((await bring(file, { trial: 'yes' })).lines)).toEqual(expected)
  expect(await agent.ask('deal:sums', {})).toEqual(before)
  const rid = randomId()
  const done = await bring(file, { rid })
  expect(does(done.lines)).toEqual(expected)
  expect(done.lines.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  const [masa] = (await agent.ask('deal:list', { q: 'masa' })).cards
  expect(masa).toMatchObject({
    personName: 'Ayşe Kaya',
    deal: { amount: 125_050, closesOn: '2026-11-30', stageId: first?.id, tags: ['vip', 'fuar'] },
  })
  expect(does((await bring(file, { rid })).lines)).toEqual(expected)
  expect(count((await bring(file)).lines, 'create')).toBe(0)
  expect((await agent.ask('deal:sums', {})).count).toBe(before.count + 2)
})

test('[L04] files that are read and written are counted among the requests, refused ones too', async () => {
  const counted = async (request: string, outcome: string) => {
    const figures = await (await fetch(`${world.url}/metrics`)).text()
    const found = new RegExp(`parley_request_seconds_count\\{request="${request}",outcome="${outcome}"\\} (\\d+)`)
    return Number(found.exec(figures)?.[1] ?? 0)
  }
  const before = { export: await counted('deal:export', 'ok'), refused: await counted('deal:export', 'not-signed-in') }
  await (await world.fetch('/api/v1/deals.csv')).text()
  await (await world.fetch('/api/v1/deals.csv', { headers: { cookie: '' } })).text()
  await until(async () => (await counted('deal:export', 'ok')) === before.export + 1, 'the export to be counted')
  expect(await counted('deal:export', 'not-signed-in')).toBe(before.refused + 1)
  expect(await counted('deal:import', 'ok')).toBeGreaterThan(0)
})

test('[L04] ten thousand rows of which three hundred are bad: the rest is in, once, and nobody waits', async () => {
  const rows = Array.from({ length: 10_000 }, (_, at) =>
    at % 100 < 3 ? `Bozuk ${at};;;;;;` : `Toplu ${at};Kişi ${at % 5_000};${at},5;;;;`,
  )
  const file = head + rows.join('\r\n')
  const before = (await agent.ask('deal:sums', {})).count
  let slowest = 0
  let done = false
  const others = (async () => {
    while (!done) {
      const began = performance.now()
      await agent.ask('agent:setAvailability', { availability: 'online' })
      slowest = Math.max(slowest, performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const began = performance.now()
  const { lines } = await bring(file)
  done = true
  await others
  process.stdout.write(
    `10 000 rows read in ${Math.round(performance.now() - began)} ms; the slowest change beside them took ${Math.round(slowest)} ms\n`,
  )
  const bad = lines.filter((it) => it.does === 'bad')
  expect([lines.length, bad.length, count(lines, 'create')]).toEqual([10_000, 300, 9_700])
  expect(new Set(bad.map((it) => it.does === 'bad' && it.why))).toEqual(new Set(['person-missing']))
  expect(bad[0]).toMatchObject({ line: 2, cells: ['Bozuk 0', '', '', '', '', '', ''] })
  expect((await agent.ask('deal:sums', {})).count).toBe(before + 9_700)
  const again = await bring(file)
  expect([count(again.lines, 'exists'), count(again.lines, 'create')]).toEqual([9_700, 0])
  expect((await agent.ask('deal:sums', {})).count).toBe(before + 9_700)
}, 180_000)
