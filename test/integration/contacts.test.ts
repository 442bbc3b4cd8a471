import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contact } from '#shared/protocol/contacts'
import { randomId } from '#shared/values/random'
import type { Line } from '../support/ask'
import { refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let far: { siteId: string; line: Line }

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  const { id } = await owner.ask('site:create', { name: 'Far', domains: ['far.test'], locale: 'en' })
  far = { siteId: id, line: await world.agent(await world.hire('Far', 'agent', [id])) }
})
afterAll(() => world.close())

/** Somebody who has written. */
async function writer(): Promise<string> {
  const { conversationId } = await (await world.visitor()).says('Hello')
  return (await owner.ask('conversation:read', { conversationId })).person.id
}

const newContact = (details: object, siteId = world.site.id): Promise<Contact> =>
  owner.ask('contact:create', { whose: { siteId }, details })

test('[C02] a contact keeps all that is known of somebody, numbers and addresses each once and in one form', async () => {
  const details = {
    ...{ name: 'Ayşe Kaya', emails: ['ayse@kaya.test', 'AYSE@kaya.test', 'a@home.test'] },
    ...{ phones: ['0532 123 45 67', '+90 (532) 1234567', '+44 20 7946 0958'], title: 'Buyer', language: 'tr' },
    ...{ timeZone: 'Europe/Istanbul', website: 'https://kaya.test', address: 'İzmir', description: 'Likes walnut' },
    ...{ tags: ['vip'], mayMail: true },
  }
  const personId = await writer()
  const contact = await owner.ask('contact:create', { whose: { personId }, details })
  expect(contact).toMatchObject({
    ...details,
    personId,
    emails: ['ayse@kaya.test', 'a@home.test'],
    phones: ['+90 532 123 45 67', '+44 20 7946 0958'],
  })
  expect(contact.source).toContain('shop.test/tables')
  const { items } = await owner.ask('contact:list', { q: '905321234567' })
  expect(items.map((card) => card.contact.id)).toEqual([contact.id])
  expect((await owner.ask('person:read', { personId })).name).toBe('Ayşe Kaya')
})

test('[C02] fields change one by one, each refused by itself when somebody was faster', async () => {
  const { id: contactId } = await newContact({ name: 'Mehmet Ak' })
  await owner.ask('contact:edit', { contactId, changes: { title: { was: '', is: 'Owner' } } })
  const late = { title: { was: '', is: 'Buyer' } }
  expect(await refusalOf(owner.ask('contact:edit', { contactId, changes: late }))).toMatchObject({
    code: 'stale',
    details: { field: 'title', current: 'Owner' },
  })
  const changes = { address: { was: '', is: 'Bursa' }, name: { was: 'Mehmet Ak', is: 'Mehmet Aksoy' } }
  const edited = await owner.ask('contact:edit', { contactId, changes })
  expect(edited).toMatchObject({ title: 'Owner', address: 'Bursa', name: 'Mehmet Aksoy' })
  expect((await owner.ask('person:read', { personId: edited.personId })).name).toBe('Mehmet Aksoy')
  const nobody = { name: { was: 'Mehmet Aksoy', is: '' } }
  expect((await refusalOf(owner.ask('contact:edit', { contactId, changes: nobody }))).code).toBe('details-required')
  const phones = { phones: { was: [], is: ['nothing'] } }
  expect((await refusalOf(owner.ask('contact:edit', { contactId, changes: phones }))).code).toBe('phone-invalid')
})

test('[C02] a person is one contact at most, asked for once or twice', async () => {
  const personId = await writer()
  const input = { rid: randomId(), whose: { personId }, details: { name: 'Once' } }
  const first = await owner.ask('contact:create', input)
  expect(await owner.ask('contact:create', input)).toEqual(first)
  const again = { whose: { personId }, details: { name: 'Twice' } }
  expect((await refusalOf(owner.ask('contact:create', again))).code).toBe('contact-exists')
  await owner.ask('contact:remove', { contactId: first.id })
  expect((await refusalOf(owner.ask('contact:read', { contactId: first.id }))).code).toBe('not-found')
  const second = await owner.ask('contact:create', again)
  expect((await refusalOf(owner.ask('contact:restore', { contactId: first.id }))).code).toBe('contact-exists')
  await owner.ask('contact:remove', { contactId: second.id })
  expect(await owner.ask('contact:restore', { contactId: first.id })).toMatchObject({ removed: false, name: 'Once' })
  const [card] = await owner.ask('contact:ofPerson', { personId })
  expect(card?.contact.id).toBe(first.id)
})

test('[C02] a lead stays what it is when its person becomes a contact, and a typed detail makes no contact', async () => {
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Write to me')
  await visitor.line.ask('visit:introduce', { name: 'Ece', email: 'ece@home.test' })
  const { person } = await owner.ask('conversation:read', { conversationId })
  expect(await owner.ask('contact:ofPerson', { personId: person.id })).toEqual([])
  await owner.ask('contact:create', { whose: { personId: person.id }, details: { emails: ['ece@home.test'] } })
  expect(await owner.ask('lead:ofPerson', { personId: person.id })).toHaveLength(1)
})

test('[C03] a company keeps all that is known of it, and shows its contacts, their deals and conversations', async () => {
  const details = {
    ...{ name: 'Kaya Mobilya A.Ş.', domains: ['https://www.Kaya.com.tr/x', 'kaya.com.tr'], phones: ['0232 444 55 66'] },
    ...{ taxOffice: 'Konak', taxNumber: '1234567890', address: 'İzmir', industry: 'Mobilya', tags: ['bayi'] },
  }
  const company = await owner.ask('company:create', { siteId: world.site.id, details })
  expect(company).toMatchObject({ ...details, domains: ['kaya.com.tr'], phones: ['+90 232 444 55 66'] })
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Ten tables, please')
  const { person } = await owner.ask('conversation:read', { conversationId })
  const known = { name: 'Ali Kaya', companyId: company.id }
  await owner.ask('contact:create', { whose: { personId: person.id }, details: known })
  const deal = await owner.ask('deal:create', { personId: person.id, conversationId })
  const of = { companyId: company.id }
  const { items } = await owner.ask('contact:list', { company: company.id })
  expect(items.map(({ contact, companyName }) => [contact.name, companyName])).toEqual([
    ['Ali Kaya', 'Kaya Mobilya A.Ş.'],
  ])
  expect((await owner.ask('company:deals', of)).map((card) => card.deal.id)).toEqual([deal.id])
  const [talk] = await owner.ask('company:conversations', of)
  expect([talk?.conversation.id, talk?.person.id]).toEqual([conversationId, person.id])
  const name = { was: company.name, is: 'Kaya Ahşap' }
  await owner.ask('company:edit', { ...of, changes: { name } })
  expect((await owner.ask('contact:list', { q: 'ahsap' })).items[0]?.companyName).toBe('Kaya Ahşap')
  await owner.ask('company:remove', of)
  expect((await owner.ask('contact:ofPerson', { personId: person.id }))[0]?.companyName).toBeNull()
  await owner.ask('company:restore', of)
  expect((await owner.ask('contact:ofPerson', { personId: person.id }))[0]?.companyName).toBe('Kaya Ahşap')
  const wrong = { domains: { was: ['kaya.com.tr'], is: ['no host'] } }
  expect((await refusalOf(owner.ask('company:edit', { ...of, changes: wrong }))).code).toBe('domain-invalid')
})

test('[C03] nothing links across sites', async () => {
  const details = { name: 'Elsewhere Ltd' }
  const { id: companyId } = await owner.ask('company:create', { siteId: far.siteId, details })
  expect((await refusalOf(newContact({ name: 'Ali', companyId }))).code).toBe('not-found')
  const { id: contactId } = await newContact({ name: 'Ali' })
  const changes = { companyId: { was: null, is: companyId } }
  expect((await refusalOf(owner.ask('contact:edit', { contactId, changes }))).code).toBe('not-found')
  expect((await refusalOf(far.line.ask('contact:read', { contactId }))).code).toBe('not-found')
  expect((await far.line.ask('contact:list', {})).items).toEqual([])
})

test('[C08] with another owner open deals and tasks go along when that is wanted, all or nothing', async () => {
  const mert = await world.newcomer('Mert')
  const reader = await world.newcomer('Reader', 'read-only')
  const contact = await newContact({ name: 'Deniz Er' })
  const about = { personId: contact.personId, conversationId: null }
  const open = await owner.ask('deal:create', about)
  const won = await owner.ask('deal:create', about)
  await owner.ask('deal:edit', { dealId: won.id, changes: { amount: { was: null, is: 500 } } })
  await owner.ask('deal:win', { dealId: won.id })
  const task = await owner.ask('task:create', { ...about, dealId: null, title: 'Call', dueAt: null })
  const { ownerId } = contact
  const standing = async () => ({
    deals: new Map((await owner.ask('deal:ofPerson', about)).map(({ deal }) => [deal.id, deal.ownerId])),
    tasks: new Map((await owner.ask('task:ofPerson', about)).map(({ id, assigneeId }) => [id, assigneeId])),
  })
  const give = (was: string | null, is: string, movesOpen: boolean) =>
    owner.ask('contact:edit', { contactId: contact.id, changes: { ownerId: { was, is } }, movesOpen })

  // Somebody who may read deals owns them, but tasks are for those who may do them: nothing at all has changed.
  expect((await refusalOf(give(ownerId, reader.id, true))).code).not.toBe('unexpected')
  expect((await owner.ask('contact:read', { contactId: contact.id })).contact.ownerId).toBe(ownerId)

  await give(ownerId, mert.id, true)
  const moved = await standing()
  expect([moved.deals.get(open.id), moved.deals.get(won.id), moved.tasks.get(task.id)]).toEqual([
    ...[mert.id, ownerId, mert.id],
  ])
  await give(mert.id, ownerId ?? '', false)
  const stayed = await standing()
  expect([stayed.deals.get(open.id), stayed.tasks.get(task.id)]).toEqual([mert.id, mert.id])
})
