import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#shared/protocol/index'
import type { Line } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let siteId = ''

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  siteId = world.site.id
  const { id: companyId } = await owner.ask('company:create', {
    siteId,
    details: { name: 'Işık Mobilya San. ve Tic. Ltd. Şti.', domains: ['isik.com.tr'], phones: ['0232 444 55 66'] },
  })
  await known({ name: 'Ayşe Kaya', emails: ['ayse@isik.com.tr'], phones: ['0532 123 45 67'], companyId })
  await known({ name: 'İlker Işık', emails: ['ilker@gmail.com'] })
  const lead = { name: 'Ayşegül Kayacı', phones: ['+90 533 111 22 33'] }
  await owner.ask('lead:create', { whose: { siteId }, details: lead })
})
afterAll(() => world.close())

const known = (details: object, where = siteId) => owner.ask('contact:create', { whose: { siteId: where }, details })

const matches = async (asked: Partial<InputOf<'person:matches'>>, line = owner) =>
  (await line.ask('person:matches', { siteId, ...asked })).map(({ personName, strength, reasons }) => ({
    ...{ personName, strength, reasons: reasons.map(({ field, value }) => `${field}: ${value}`) },
  }))

test('[C04] the same address or number is a strong match, however it is written, and says so', async () => {
  expect(await matches({ emails: ['AYSE@ISIK.com.tr'] })).toEqual([
    { personName: 'Ayşe Kaya', strength: 'strong', reasons: ['email: AYSE@ISIK.com.tr'] },
  ])
  expect(await matches({ phones: ['532 123 45 67'] })).toEqual([
    { personName: 'Ayşe Kaya', strength: 'strong', reasons: ['phone: +90 532 123 45 67'] },
  ])
  expect(await matches({ phones: ['532 12'], emails: ['ayse@'] })).toEqual([])
})

test('[C04] the same name is likely, one alike a hint, a company makes both surer and is nobody by itself', async () => {
  const byName = await matches({ name: 'kaya ayse', company: 'ISIK MOBİLYA' })
  expect(byName).toEqual([
    {
      personName: 'Ayşe Kaya',
      strength: 'middle',
      reasons: ['name: Ayşe Kaya', 'company: Işık Mobilya San. ve Tic. Ltd. Şti.'],
    },
    { personName: 'Ayşegül Kayacı', strength: 'hint', reasons: ['similar: Ayşegül Kayacı'] },
  ])
  expect(await matches({ company: 'Işık Mobilya' })).toEqual([])
  expect(await matches({ name: 'Ayşe' })).toEqual([])
})

test('[C04] leads are found too, by those who may read leads, and whoever is being written about is not', async () => {
  const [lead] = await owner.ask('person:matches', { siteId, phones: ['0533 111 22 33'] })
  expect(lead).toMatchObject({ personName: 'Ayşegül Kayacı', contactId: null, strength: 'strong' })
  expect(lead?.leadId).toBeTruthy()
  expect(await matches({ phones: ['0533 111 22 33'], exceptPersonId: lead?.personId ?? '' })).toEqual([])
})

test('[C04] a match follows what is edited, and ends with what is removed', async () => {
  const { id: contactId, emails } = await known({ name: 'Bora Tan', emails: ['bora@old.test'] })
  const changes = { emails: { was: emails, is: ['bora@new.test'] } }
  await owner.ask('contact:edit', { contactId, changes })
  expect(await matches({ emails: ['bora@old.test'] })).toEqual([])
  expect(await matches({ emails: ['bora@new.test'] })).toHaveLength(1)
  await owner.ask('contact:remove', { contactId })
  expect(await matches({ emails: ['bora@new.test'] })).toEqual([])
})

test('[C04] nobody is matched across sites, and nothing merges or links by itself', async () => {
  const { id } = await owner.ask('site:create', { name: 'Far', domains: ['far.test'], locale: 'en' })
  await known({ name: 'Ayşe Kaya', emails: ['ayse@isik.com.tr'] }, id)
  expect(await matches({ emails: ['ayse@isik.com.tr'] })).toHaveLength(1)
  const twin = await known({ name: 'Ayşe Kaya', emails: ['ayse@isik.com.tr'] })
  expect(twin.companyId).toBeNull()
  expect(await matches({ emails: ['ayse@isik.com.tr'] })).toHaveLength(2)
})

test('[C03] an address of the company’s own house suggests it, one of free mail nothing', async () => {
  const found = async (asked: Partial<InputOf<'company:matches'>>) =>
    (await owner.ask('company:matches', { siteId, ...asked })).map(({ strength, reasons }) => ({
      ...{ strength, reasons: reasons.map(({ field, value }) => `${field}: ${value}`) },
    }))
  expect(await found({ emails: ['mehmet@ISIK.com.tr'] })).toEqual([
    { strength: 'middle', reasons: ['domain: isik.com.tr'] },
  ])
  expect(await found({ emails: ['mehmet@gmail.com'] })).toEqual([])
  expect(await found({ phones: ['+90 232 444 5566'] })).toMatchObject([{ strength: 'strong' }])
})

test('[U03] companies are the same whatever their letters and whatever form of company they are', async () => {
  const found = async (name: string) =>
    (await owner.ask('company:matches', { siteId, name })).map(({ strength }) => strength)
  expect(await found('IŞIK MOBİLYA A.Ş.')).toEqual(['middle'])
  expect(await found('ışık mobılya inc.')).toEqual(['middle'])
  expect(await found('Işıklı Mobilyacılık')).toEqual(['hint'])
  expect(await found('Demir Mobilya')).toEqual([])
})

test('[U03] people are the same whether they are İlker or Ilker, and 0532 is +90 532', async () => {
  expect(await matches({ name: 'ILKER ISIK' })).toMatchObject([{ personName: 'İlker Işık', strength: 'middle' }])
  expect(await matches({ emails: ['ILKER@GMAIL.COM'] })).toMatchObject([{ strength: 'strong' }])
  expect(await matches({ phones: ['0090 532 123 45 67'] })).toMatchObject([{ strength: 'strong' }])
})
