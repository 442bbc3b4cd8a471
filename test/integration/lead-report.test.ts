import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { leadDimensions } from '#shared/protocol/reports'
import { dayAt } from '#shared/values/calendar'
import { wordsOfLeadGroup } from '../../agent-console/features/reports/lead-words'
import { type Line, refusalOf } from '../support/ask'
import { makeLeads } from '../support/leads-that-became'
import { World } from '../support/world'

let world: World
let owner: Line
let pipeline: Pipeline

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  pipeline = (await owner.ask('pipeline:list', {}))[0] as Pipeline
  await makeLeads(world, owner, pipeline)
})
afterAll(() => world.close())

const query = (words: object) => new URLSearchParams(Object.entries(words)).toString()

test('[R04] [R09] over REST every line opens the very leads it counts', async () => {
  const zone = 'Europe/Istanbul'
  const today = dayAt(Date.now(), zone)
  for (const by of leadDimensions) {
    const report = await (await world.fetch(`/api/v1/reports/leads?${query({ by, zone })}`)).json()
    expect(report.rows.length).toBeGreaterThan(0)
    for (const row of report.rows)
      for (const [outcome, figure] of Object.entries({ any: row.leads, converted: row.converted, won: row.won })) {
        const words = wordsOfLeadGroup({ by, key: row.key }, {}, { today, outcome: outcome as 'any' })
        const asked = query({ ...words, zone, limit: 200 })
        const { items } = await (await world.fetch(`/api/v1/leads?${asked}`)).json()
        expect(items, asked).toHaveLength(figure)
      }
  }
})

test('[R04] [R09] the report as a file has the figures of the screen, and no formula', async () => {
  await owner.ask('lead:create', { whose: { siteId: world.site.id }, details: { name: 'Sly', source: '=cheap' } })
  const file = await world.fetch('/api/v1/reports/leads.csv?by=source&locale=tr')
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const lines = new TextDecoder('utf-8', { ignoreBOM: true })
    .decode(await file.arrayBuffer())
    .trimEnd()
    .split('\r\n')
  expect(lines[0]).toBe(
    '\ufeffKaynak;Müşteri adayı;Dönüştürülen;Dönüştürülen (%);Anlaşma olan;Kazanıldı;Kayıp;Dönüştürülenlerde kazanılan (%)',
  )
  expect(lines).toContain("'=cheap;1;0;0;0;0;0;")
  const { rows } = await owner.ask('report:leads', { by: 'source' })
  const written = lines.slice(1).map((line) => line.split(';').slice(1).join(';'))
  const percent = (share: number | null) => (share === null ? '' : String(Math.round(share * 1_000) / 10))
  expect(written).toEqual(
    rows.map(({ leads, converted, convertedShare, deals, won, lost, wonShare }) =>
      [leads, converted, percent(convertedShare), deals, won, lost, percent(wonShare)].join(';'),
    ),
  )
  const named = await (await world.fetch('/api/v1/reports/leads.csv?by=stage&locale=en')).text()
  expect(named.split('\r\n')[0]).toContain('Stage,Leads,Converted,Converted (%),Became a deal,Won,Lost')
  const won = pipeline.stages.find(({ kind }) => kind === 'won')?.name ?? ''
  expect(named).toContain(`\r\n${won},2,2,100,2,2,0,100\r\n`)
})

test('[R04] what makes no sense is refused', async () => {
  for (const path of ['leads?by=rank', 'leads?by=owner&created=yesterday', 'leads.csv?by=owner&created=2026-02-31..'])
    expect((await world.fetch(`/api/v1/reports/${path}`)).status, path).toBe(400)
  const nowhere = { by: 'created', zone: 'Mars/Olympus' } as const
  expect(await refusalOf(owner.ask('report:leads', nowhere))).toMatchObject({ code: 'malformed' })
  const someday = { created: '2026-01-01..', zone: 'Mars/Olympus' }
  expect(await refusalOf(owner.ask('lead:list', someday))).toMatchObject({ code: 'malformed' })
  expect((await world.fetch('/api/v1/reports/leads.csv?by=owner', { headers: { cookie: '' } })).status).toBe(401)
})

test('[R04] [C07] the file of a list is narrowed as the list is', async () => {
  const words = { outcome: 'won', created: `${new Date().getUTCFullYear() - 1}-01-01..` }
  const { count } = await owner.ask('lead:count', words as { outcome: 'won'; created: string })
  const text = await (await world.fetch(`/api/v1/leads.csv?${query({ ...words, locale: 'en' })}`)).text()
  expect(count).toBe(2)
  expect(text.trimEnd().split('\r\n')).toHaveLength(1 + count)
})
