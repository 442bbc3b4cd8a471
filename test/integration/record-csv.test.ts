import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CsvRecord, RecordLine, RecordLook } from '#shared/rules/record-csv'
import { randomId } from '#shared/values/random'
import type { Line } from '../support/ask'
import { World } from '../support/world'

let world: World
let agent: Line

beforeAll(async () => {
  world = await World.open()
  agent = await world.agent()
})
afterAll(() => world.close())

const paths: Record<CsvRecord, string> = { lead: 'leads', contact: 'contacts', company: 'companies' }
const csv = { 'content-type': 'text/csv' }

async function written(record: CsvRecord, query = 'locale=en', headers: Record<string, string> = {}): Promise<string> {
  const response = await world.fetch(`/api/v1/${paths[record]}.csv?${query}`, { headers })
  expect(response.status).toBe(200)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
}
async function look(record: CsvRecord, body: string): Promise<RecordLook> {
  return (await world.fetch(`/api/v1/${paths[record]}.csv/look`, { method: 'POST', body, headers: csv })).json()
}
async function bring(record: CsvRecord, body: string, more: Record<string, string> = {}): Promise<RecordLine[]> {
  const { mapping } = await look(record, body)
  const columns = Object.entries(mapping).map(([column, at]) => `${column}:${at}`)
  const words = {
    rid: randomId(),
    siteId: world.site.id,
    locale: 'en',
    trial: 'no',
    columns: columns.join(','),
    ...more,
  }
  const asked = new URLSearchParams(words)
  const init = { method: 'POST', body, headers: csv }
  const response = await world.fetch(`/api/v1/${paths[record]}.csv?${asked}`, init)
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []))
}
const add = (
  record: CsvRecord,
  name: string,
  kind: 'list' | 'number' | 'date' | 'yesno' | 'text',
  options: string[] = [],
) => agent.ask('field:create', { record, name, kind, options: options.map((one) => ({ name: one })) })

test('[C07] [V02] leads are written with fields of one’s own, safe for spreadsheets, and read again as they were', async () => {
  const wood = await add('lead', 'Wood', 'list', ['Oak', 'Walnut'])
  const size = await add('lead', 'Size', 'number')
  const day = await add('lead', 'Needed on', 'date')
  const sure = await add('lead', 'Sure', 'yesno')
  const said = await add('lead', 'Words', 'text')
  const custom = {
    ...{ [wood.id]: wood.options[1]?.id ?? '', [size.id]: 1250.125, [day.id]: '2027-02-28' },
    ...{ [sure.id]: false, [said.id]: '=1+1' },
  }
  const details = {
    name: '@SUM(A1)',
    emails: ['a@kaya.test', 'b@kaya.test'],
    tags: ['vip', 'new'],
    mayMail: true,
    custom,
  }
  const whose = { siteId: world.site.id }
  const lead = await agent.ask('lead:create', { whose, details })
  const english = await written('lead')
  expect(english.startsWith('\ufeffName,E-mail,Phone,Company,')).toBe(true)
  expect(english).toContain('Id,Wood,Size,Needed on,Sure,Words\r\n')
  expect(english).toContain(`,Walnut,1250.125,2027-02-28,No,'=1+1\r\n`)
  expect(english).toContain(`'@SUM(A1),"a@kaya.test, b@kaya.test",`)
  const turkish = await written('lead', 'locale=tr&q=sum')
  expect(turkish).toContain('Walnut;1250,125;2027-02-28;Hayır;')
  expect((await written('lead', 'q=nobody-is-called-so')).trimEnd().split('\r\n')).toHaveLength(1)

  expect((await bring('lead', english)).map(({ does }) => does)).toEqual(['exists'])
  await agent.ask('lead:remove', { leadId: lead.id })
  expect((await bring('lead', turkish, { locale: 'tr' })).map(({ does }) => does)).toEqual(['create'])
  const [again] = (await agent.ask('lead:list', { q: 'sum' })).items
  expect(again?.lead).toMatchObject({ ...details, via: 'file' })
})

test('[C07] a trial says what would become of each row, names what is wrong and where, and changes nothing', async () => {
  const size = await add('contact', 'Shoe size', 'number')
  const rows = [
    'Name,E-mail,Phone,Company,Website,Owner,Shoe size',
    'Elif Su,elif@su.test,0532 123 45 67,Su Mimarlık,su.test,Selin Demir,38',
    'Elif Su,elif@su.test,,,,,',
    'Can,no address,,,,,',
    'Can,,12,,,,',
    'Can,,,,javascript:alert(1),,',
    'Can,,,,,Nobody,',
    'Can,,,,,,small',
    ',,,Only a company,,,',
    `${'x'.repeat(200)},,,,,,`,
  ]
  const expected = [
    { line: 2, does: 'create' },
    { line: 3, does: 'exists' },
    { line: 4, does: 'bad', why: 'email-invalid', column: 'emails' },
    { line: 5, does: 'bad', why: 'phone-invalid', column: 'phones' },
    { line: 6, does: 'bad', why: 'link-invalid', column: 'website' },
    { line: 7, does: 'bad', why: 'owner-unknown', column: 'owner' },
    { line: 8, does: 'bad', why: 'value-invalid', column: `custom.${size.id}` },
    { line: 9, does: 'bad', why: 'details-missing' },
    { line: 10, does: 'bad', why: 'text-long', column: 'name' },
  ]
  const before = (await agent.ask('contact:list', {})).items.length
  expect(await bring('contact', rows.join('\n'), { trial: 'yes' })).toMatchObject(expected)
  expect((await agent.ask('contact:list', {})).items).toHaveLength(before)
  expect((await agent.ask('company:list', { q: 'su mimarlik' })).items).toEqual([])
  expect(await bring('contact', rows.join('\n'))).toMatchObject(expected)
  const [card] = (await agent.ask('contact:list', { q: 'elif' })).items
  expect(card).toMatchObject({
    companyName: 'Su Mimarlık',
    contact: { website: 'https://su.test', phones: ['+90 532 123 45 67'], custom: { [size.id]: 38 } },
  })
  const more = await bring('contact', 'Ad;Firma\nAli;Su Mimarlık A.Ş.\nVeli;SU MIMARLIK\n')
  expect(more.map(({ does }) => does)).toEqual(['create', 'create'])
  expect((await agent.ask('company:list', { q: 'su mimarlik' })).items).toHaveLength(1)
})

test('[C07] companies are known by their domains, else by their names', async () => {
  const file = 'Name,Domains,Tax number\nKaya A.Ş.,https://www.kaya.test/about,123\nDeniz,not a host,\nKAYA,,\n'
  const lines = await bring('company', file)
  expect(lines).toMatchObject([
    { does: 'create' },
    { does: 'bad', why: 'domain-invalid', column: 'domains' },
    { does: 'exists' },
  ])
  expect((await agent.ask('company:list', { q: 'kaya' })).items).toMatchObject([
    { name: 'Kaya A.Ş.', domains: ['kaya.test'], taxNumber: '123' },
  ])
  expect(await written('company', 'q=kaya')).toContain('Kaya A.Ş.,kaya.test,')
})

test('[C07] a broken line is brought again without making anybody twice, and nobody reads what they may not', async () => {
  const rid = randomId()
  const file = 'Name,E-mail\nSu,su@once.test\n'
  await bring('lead', file, { rid })
  await bring('lead', file, { rid })
  expect((await agent.ask('lead:list', { q: 'once.test' })).items).toHaveLength(1)
  const reader = await world.hire('Reader', 'read-only')
  const columns = { rid, siteId: world.site.id, trial: 'no', columns: 'name:0' }
  const ask = (headers: Record<string, string>, words = columns) =>
    world.fetch(`/api/v1/leads.csv?${new URLSearchParams(words)}`, {
      ...{ method: 'POST', body: file, headers: { ...csv, ...headers } },
    })
  expect((await ask({ cookie: reader })).status).toBe(403)
  expect((await ask({ cookie: '' })).status).toBe(401)
  const nowhere = await world.hire('Nobody', 'agent', [])
  expect((await ask({ cookie: nowhere })).status).toBe(404)
  expect((await ask({}, { ...columns, columns: 'nonsense' })).status).toBe(400)
  expect((await written('lead', 'locale=en', { cookie: nowhere })).trimEnd().split('\r\n')).toHaveLength(1)
})
