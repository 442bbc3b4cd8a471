import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#shared/protocol/index'
import type { Line } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
const ids = new Map<string, string>()
let companyId = ''
let me = ''

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  me = (await owner.ask('session:read', {})).agent.id
  const siteId = world.site.id
  companyId = (await owner.ask('company:create', { siteId, details: { name: 'Işık Mobilya', tags: ['bayi'] } })).id
  const people: [string, InputOf<'contact:create'>['details']][] = [
    ['Ilgaz', { companyId, tags: ['VIP'] }],
    ['İnci', { ownerId: null }],
    ['Çetin', { companyId }],
    ['ahmet', { tags: ['vip', 'bayi'] }],
    ['Şule', { ownerId: null, tags: ['vip gold'] }],
  ]
  for (const [name, details] of people)
    ids.set(name, (await owner.ask('contact:create', { whose: { siteId }, details: { name, ...details } })).personId)
  await owner.ask('deal:create', { personId: ids.get('Ilgaz') ?? '', conversationId: null })
})
afterAll(() => world.close())

const names = async (asked: InputOf<'contact:list'>) =>
  (await owner.ask('contact:list', asked)).items.map(({ contact }) => contact.name)

test('[C07] contacts are in the order of the alphabet whatever their letters, page by page without holes', async () => {
  const all = ['ahmet', 'Çetin', 'Ilgaz', 'İnci', 'Şule']
  expect(await names({})).toEqual(all)
  const paged: string[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await owner.ask('contact:list', { limit: 2, cursor })
    paged.push(...items.map(({ contact }) => contact.name))
    if (!next) break
    cursor = next
  }
  expect(paged).toEqual(all)
  expect(await names({ sort: 'newest', limit: 2 })).toEqual(['Şule', 'ahmet'])
  expect(await names({ sort: 'oldest', limit: 1 })).toEqual(['Ilgaz'])
})

test('[C07] a list is narrowed by owner, company, tag, words, day and what is missing', async () => {
  expect(await names({ owner: 'nobody' })).toEqual(['İnci', 'Şule'])
  expect(await names({ owner: me })).toEqual(['ahmet', 'Çetin', 'Ilgaz'])
  expect(await names({ company: companyId })).toEqual(['Çetin', 'Ilgaz'])
  expect(await names({ company: 'none' })).toEqual(['ahmet', 'İnci', 'Şule'])
  expect(await names({ tag: 'vip' })).toEqual(['ahmet', 'Ilgaz'])
  expect(await names({ q: 'ILG isik' })).toEqual(['Ilgaz'])
  expect(await names({ q: '100%' })).toEqual([])
  expect(await names({ deal: 'none' })).toEqual(['ahmet', 'Çetin', 'İnci', 'Şule'])
  const day = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Istanbul' }).format(new Date())
  expect(await names({ from: day, until: day })).toHaveLength(5)
  expect(await names({ until: '2020-01-01' })).toEqual([])
})

test('[C07] companies are listed and found in the same way', async () => {
  const found = async (asked: InputOf<'company:list'>) =>
    (await owner.ask('company:list', asked)).items.map(({ name }) => name)
  expect(await found({ q: 'ışık' })).toEqual(['Işık Mobilya'])
  expect(await found({ tag: 'BAYI' })).toEqual(['Işık Mobilya'])
  expect(await found({ owner: 'nobody' })).toEqual([])
})

test('[C07] many get a tag or an owner, each for itself', async () => {
  const contactIds = (await owner.ask('contact:list', { tag: 'vip' })).items.map(({ contact }) => contact.id)
  const gone = '01900000-0000-7000-8000-000000000000'
  const tag = { act: 'tag', tag: 'Fair', remove: false } as const
  const { rows } = await owner.ask('contact:changeMany', { contactIds: [...contactIds, gone], change: tag })
  expect(rows.map(({ refused }) => refused)).toEqual([null, null, 'not-found'])
  expect(await names({ tag: 'fair' })).toEqual(['ahmet', 'Ilgaz'])
  await owner.ask('contact:changeMany', { contactIds, change: { ...tag, tag: 'FAIR', remove: true } })
  expect(await names({ tag: 'fair' })).toEqual([])
  await owner.ask('contact:changeMany', { contactIds, change: { act: 'owner', ownerId: null } })
  expect(await names({ owner: 'nobody' })).toEqual(['ahmet', 'Ilgaz', 'İnci', 'Şule'])
  await owner.ask('company:changeMany', { companyIds: [companyId], change: { ...tag, tag: 'Fair' } })
  expect((await owner.ask('company:read', { companyId })).tags).toEqual(['bayi', 'Fair'])
})
