import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf, until } from '../support/ask'
import { Converting } from '../support/converting'
import type { World } from '../support/world'

let house: Converting
let world: World
let owner: Line

beforeAll(async () => {
  house = await Converting.open()
  world = house.world
  owner = house.owner
})
afterAll(() => world.close())

test('[C05] two contacts become one: a value per field, both histories, and the old link leads on', async () => {
  const mert = await house.writer({ name: 'Mert Akarsu' })
  const first = await owner.ask('contact:create', {
    ...{ whose: { personId: mert.personId }, details: { name: 'Mert Ak', emails: ['mert@ak.test'], title: 'Buyer' } },
  })
  const other = await house.writer({ name: 'M. Akarsu' })
  const details = { name: 'M. Ak', emails: ['m@ak.test'], title: 'Owner', address: 'Ankara' }
  const second = await owner.ask('contact:create', { whose: { personId: other.personId }, details })
  const deal = await owner.ask('deal:create', { personId: other.personId, conversationId: other.conversationId })

  const { contact, change } = await owner.ask('contact:merge', {
    contactId: first.id,
    otherId: second.id,
    take: ['title'],
  })
  expect(contact).toMatchObject({ name: 'Mert Ak', title: 'Owner', address: 'Ankara' })
  expect(contact.emails).toEqual(['mert@ak.test', 'm@ak.test'])
  expect(await house.contactOf(second.id)).toMatchObject({ id: first.id })
  expect((await owner.ask('deal:ofPerson', { personId: first.personId })).map((card) => card.deal.id)).toEqual([
    deal.id,
  ])
  const { items } = await owner.ask('person:timeline', { personId: first.personId, kinds: ['contacts'] })
  expect(items.filter(({ name }) => name === 'contact.created')).toHaveLength(2)
  // Of two open leads one stays open; the other is read under what it became.
  const leads = (await owner.ask('lead:ofPerson', { personId: first.personId })).map((card) => card.lead)
  expect(leads.map(({ converted }) => converted?.contactId ?? null).sort()).toEqual([first.id, null].sort())
  expect((await owner.ask('lead:list', { q: 'akarsu' })).items.map((card) => card.lead.id)).toEqual([mert.lead.id])

  // Whoever is here as either is here as the one they are.
  const online = async () => (await owner.ask('console:load', {})).onlinePersonIds
  expect(await online()).toContain(first.personId)
  expect(await online()).not.toContain(second.personId)
  // Each of them still reads what was written in their own browser, and writes on there.
  await other.visitor.says('And chairs?')
  expect((await other.visitor.sees()).messages.map(({ body }) => body)).toEqual([
    'How much are twenty tables?',
    'And chairs?',
  ])
  expect((await mert.visitor.sees()).messages).toHaveLength(1)
  const reply = { id: randomId(), conversationId: other.conversationId, body: 'Chairs, too' }
  await owner.ask('message:send', reply)
  await until(() => other.visitor.line.facts.length > 0, 'the answer in the browser')
  expect(JSON.stringify(mert.visitor.line.heard)).not.toContain('Chairs, too')

  const parted = await owner.ask('contact:unmerge', { contactId: first.id, changeId: change.id })
  const { version: _a, ...was } = first
  const { version: _b, ...wasOther } = second
  expect(parted.contact).toMatchObject(was)
  expect(await online()).toEqual(expect.arrayContaining([first.personId, second.personId]))
  expect(parted.other).toMatchObject(wasOther)
  expect((await owner.ask('deal:ofPerson', { personId: second.personId })).map((card) => card.deal.id)).toEqual([
    deal.id,
  ])
  expect((await owner.ask('lead:read', { leadId: other.lead.id })).lead.converted).toBeNull()
})

test('[C05] what cannot be merged is refused with one clear answer each', async () => {
  const [one, two, three] = [
    await house.knownContact({ name: 'One' }),
    await house.knownContact({ name: 'Two' }),
    await house.knownContact({ name: 'Three' }),
  ]
  const { id: farId } = await owner.ask('site:create', { name: 'Further', domains: ['further.test'], locale: 'en' })
  const far = await owner.ask('contact:create', { whose: { siteId: farId }, details: { name: 'Far' } })
  const merge = (contactId: string, otherId: string) => owner.ask('contact:merge', { contactId, otherId })
  const codeOf = async (contactId: string, otherId: string) => (await refusalOf(merge(contactId, otherId))).code
  expect(await codeOf(one.id, one.id)).toBe('merge-itself')
  expect(await codeOf(one.id, far.id)).toBe('merge-elsewhere')
  const { change } = await merge(one.id, two.id)
  expect(await codeOf(one.id, two.id)).toBe('match-gone')
  expect(await codeOf(two.id, three.id)).toBe('match-gone')
  expect((await refusalOf(owner.ask('contact:restore', { contactId: two.id }))).code).toBe('contact-exists')
  // A later merge is taken back first.
  const later = await merge(three.id, one.id)
  const early = await refusalOf(owner.ask('contact:unmerge', { contactId: one.id, changeId: change.id }))
  expect(early.details?.blocks?.map(({ why }) => why)).toContain('merged')
  await owner.ask('contact:unmerge', { contactId: three.id, changeId: later.change.id })
  await owner.ask('contact:unmerge', { contactId: one.id, changeId: change.id })
  expect((await refusalOf(owner.ask('contact:unmerge', { contactId: one.id, changeId: change.id }))).code).toBe(
    'undo-over',
  )
  await owner.ask('contact:remove', { contactId: three.id })
  expect(await codeOf(one.id, three.id)).toBe('match-gone')
})
