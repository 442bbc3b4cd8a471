import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#shared/protocol/index'
import { type Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let me: string

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  me = (await owner.ask('session:read', {})).agent.id
  const whose = { siteId: world.site.id }
  for (const [name, tags, ownerId] of [
    ['Ayşe Kaya', ['vip'], me],
    ['Mehmet Öz', ['vip'], null],
    ['Zeynep Su', [], null],
  ] as const) {
    await owner.ask('contact:create', { whose, details: { name, tags: [...tags], ownerId } })
    await owner.ask('company:create', { ...whose, details: { name: `${name} A.Ş.`, tags: [...tags], ownerId } })
    await owner.ask('lead:create', { whose, details: { name, source: tags[0] ? 'Fair' : 'Shop', ownerId } })
  }
})
afterAll(() => world.close())

type Kept = Omit<InputOf<'view:create'>, 'rid'>
const segment = (of: Kept['of'], filter: Kept['filter'], more: Partial<Kept> = {}): Kept => ({
  ...{ of, name: 'Segment', shared: false, filter, sort: null },
  ...more,
})

test('[C07] a segment of each list is kept in the words its list is asked with, and counts what the list shows', async () => {
  const contacts = await owner.ask('view:create', segment('contacts', { tag: 'vip', owner: 'nobody' }))
  const page = await owner.ask('contact:list', contacts.filter)
  expect(page.items.map(({ contact }) => contact.name)).toEqual(['Mehmet Öz'])
  expect(await owner.ask('contact:count', contacts.filter)).toEqual({ count: 1 })
  const companies = await owner.ask('view:create', segment('companies', { tag: 'vip' }, { sort: 'newest' }))
  const listed = await owner.ask('company:list', { ...companies.filter, sort: 'newest' })
  expect(listed.items.map(({ name }) => name)).toEqual(['Mehmet Öz A.Ş.', 'Ayşe Kaya A.Ş.'])
  expect(await owner.ask('company:count', companies.filter)).toEqual({ count: 2 })
  const leads = await owner.ask('view:create', segment('leads', { source: 'Fair', owner: me, q: '' }))
  expect(leads.filter).toEqual({ source: 'Fair', owner: me })
  const found = await owner.ask('lead:list', leads.filter)
  expect(found.items.map(({ lead }) => lead.name)).toEqual(['Ayşe Kaya'])
  expect(await owner.ask('lead:count', leads.filter)).toEqual({ count: 1 })
  expect((await owner.ask('view:list', {})).map(({ of }) => of).sort()).toEqual(['companies', 'contacts', 'leads'])
  for (const { id } of [contacts, companies, leads]) await owner.ask('view:remove', { viewId: id })
})

test('[C07] what a count says holds for every way to narrow', async () => {
  const words: InputOf<'contact:count'>[] = [
    {},
    { q: 'kaya' },
    { owner: me },
    { company: 'none' },
    { deal: 'none' },
    { from: '2020-01-01', until: '2099-12-31' },
    { until: '2020-01-01' },
    { siteId: world.site.id, tag: 'VIP' },
  ]
  for (const narrowed of words) {
    const { items } = await owner.ask('contact:list', narrowed)
    expect(await owner.ask('contact:count', narrowed), JSON.stringify(narrowed)).toEqual({ count: items.length })
  }
  const nowhere = await world.agent(await world.hire('Nowhere', 'agent', []))
  expect(await nowhere.ask('contact:count', {})).toEqual({ count: 0 })
  expect(await nowhere.ask('company:count', {})).toEqual({ count: 0 })
})

test('[C07] a segment is private until it is shared, and its maker alone changes it', async () => {
  const other = await world.agent(await world.hire('Priya Raman'))
  const view = await owner.ask('view:create', segment('contacts', { tag: 'vip' }))
  expect(await other.ask('view:list', {})).toEqual([])
  await owner.ask('view:edit', { viewId: view.id, name: 'Important', shared: true })
  await other.heardFact('view.saved', (fact) => fact.data.view.name === 'Important')
  expect(await other.ask('view:list', {})).toMatchObject([
    { of: 'contacts', name: 'Important', filter: { tag: 'vip' } },
  ])
  const act = other.ask('view:edit', { viewId: view.id, name: 'Theirs' })
  expect(await refusalOf(act)).toMatchObject({ code: 'not-found' })
  await owner.ask('view:remove', { viewId: view.id })
  await other.heardFact('view.removed', (fact) => fact.data.view.id === view.id)
})

test('[C07] a segment keeps only words its list knows', async () => {
  for (const kept of [
    segment('contacts', { stage: 'none' }),
    segment('leads', { outcome: 'perhaps' }),
    segment('companies', { company: 'none' }),
    segment('deals', { created: 'long ago' }),
    segment('leads', {}, { sort: '-amount' }),
  ])
    expect(await refusalOf(owner.ask('view:create', kept)), JSON.stringify(kept)).toMatchObject({ code: 'malformed' })
  const { id } = await owner.ask('view:create', segment('leads', {}))
  const act = owner.ask('view:edit', { viewId: id, filter: { task: 'none' } })
  expect(await refusalOf(act)).toMatchObject({ code: 'malformed' })
  await owner.ask('view:remove', { viewId: id })
})

test('[C07] a segment of contacts is written as a file and given a tag, those in it and no others', async () => {
  const { filter } = await owner.ask('view:create', segment('contacts', { tag: 'vip' }))
  const file = await world.fetch(`/api/v1/contacts.csv?${new URLSearchParams({ ...filter, locale: 'en' })}`)
  const lines = (await file.text()).trimEnd().split('\r\n')
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['Ayşe Kaya', 'Mehmet Öz'])
  const { items } = await owner.ask('contact:list', filter)
  const contactIds = items.map(({ contact }) => contact.id)
  await owner.ask('contact:changeMany', { contactIds, change: { act: 'tag', tag: 'autumn', remove: false } })
  const tagged = await owner.ask('contact:list', { tag: 'autumn' })
  expect(tagged.items.map(({ contact }) => contact.name)).toEqual(['Ayşe Kaya', 'Mehmet Öz'])
})
