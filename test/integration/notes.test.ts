import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contact } from '#shared/protocol/contacts'
import { type Line, refusalOf } from '../support/ask'
import { password, World } from '../support/world'

let world: World
let owner: Line

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
})
afterAll(() => world.close())

async function newContact(name: string, companyId: string | null = null): Promise<Contact> {
  const { conversationId } = await (await world.visitor()).says('Hello')
  const { person } = await owner.ask('conversation:read', { conversationId })
  return owner.ask('contact:create', { whose: { personId: person.id }, details: { name, companyId } })
}

const newCompany = (name: string) => owner.ask('company:create', { siteId: world.site.id, details: { name } })

const bodiesOf = async (contactId: string) => (await owner.ask('contact:notes', { contactId })).map(({ body }) => body)

const told = async (personId: string) => (await owner.ask('person:timeline', { personId, kinds: ['notes'] })).items

test('[C10] notes on a contact call colleagues, stay on top, and are told to who works there', async () => {
  const near = await world.newcomer('Near')
  const far = await world.newcomer('Far', 'agent', [])
  const marcus = await world.agent(await world.hire('Marcus Hale'))
  const { id: contactId, personId } = await newContact('Ayşe Kaya')
  const mentions = [near.id, far.id, near.id]
  const first = await owner.ask('contact:note', { contactId, body: '**Oak** only, @Near', mentions })
  expect(first).toMatchObject({ record: 'person', recordId: personId, mentions: [near.id], removed: false })
  const second = await owner.ask('contact:note', { contactId, body: 'Pays late' })
  await marcus.heardFact('note.left', ({ data }) => data.note.id === second.id && data.about === 'Ayşe Kaya')
  expect(await bodiesOf(contactId)).toEqual([second.body, first.body])
  await owner.ask('contact:pinNote', { noteId: first.id, pinned: true })
  expect(await bodiesOf(contactId)).toEqual([first.body, second.body])
})

test('[C10] words of a note are changed, and what they were is kept with who changed them', async () => {
  const marcus = await world.newcomer('Marcus')
  const { id: contactId } = await newContact('Can Arı')
  const { id: noteId } = await owner.ask('contact:note', { contactId, body: 'Wants ten', mentions: [marcus.id] })
  const edit = (was: string, is: string, mentions: string[] = []) =>
    owner.ask('contact:editNote', { noteId, was, is, mentions })
  const elif = await world.newcomer('Elif')
  const edited = await edit('Wants ten', 'Wants twelve, @Elif', [elif.id, marcus.id])
  expect(edited).toMatchObject({ body: 'Wants twelve, @Elif', version: 2, mentions: [elif.id, marcus.id] })
  // Only who was not called before is called now.
  const { data } = await owner.heardFact('note.edited', (fact) => fact.data.note.id === noteId)
  expect(data.called).toEqual([elif.id])
  expect(await refusalOf(edit('Wants ten', 'Wants none'))).toMatchObject({
    code: 'stale',
    details: { field: 'body', current: 'Wants twelve, @Elif' },
  })
  await edit('Wants twelve, @Elif', 'Wants nothing')
  const trail = await owner.ask('contact:noteEdits', { noteId })
  expect(trail.map(({ was }) => was)).toEqual(['Wants twelve, @Elif', 'Wants ten'])
  expect(trail[0]?.byAgentId).toBe((await owner.ask('console:load', {})).me.agent.id)
})

test('[C10] a note that was taken away comes back as it was, and until then nobody is told its words', async () => {
  const { id: contactId, personId } = await newContact('Deniz')
  const { id: noteId } = await owner.ask('contact:note', { contactId, body: 'Not for this page' })
  await owner.ask('contact:removeNote', { noteId, removed: true })
  expect(await bodiesOf(contactId)).toEqual([])
  expect((await refusalOf(owner.ask('contact:pinNote', { noteId, pinned: true }))).code).toBe('not-found')
  const gone = await told(personId)
  expect(gone.map(({ name }) => name)).toEqual(['note.removed', 'note.left'])
  expect(JSON.stringify(gone)).not.toContain('Not for this page')
  await owner.ask('contact:removeNote', { noteId, removed: false })
  expect(await bodiesOf(contactId)).toEqual(['Not for this page'])
  expect(JSON.stringify(await told(personId))).toContain('Not for this page')
})

test('[C10] [V14] what was noted about a lead stands on the contact it becomes, and on the lead when that is taken back', async () => {
  const { conversationId } = await (await world.visitor()).says('Hello')
  const { person } = await owner.ask('conversation:read', { conversationId })
  const lead = await owner.ask('lead:create', { whose: { personId: person.id }, details: { name: 'Elif' } })
  const leadId = lead.id
  const note = await owner.ask('lead:note', { leadId, body: 'Call in the morning' })
  const other = await newContact('Elif Deniz')
  await owner.ask('contact:note', { contactId: other.id, body: 'Knows us' })
  const contact = { how: 'existing', contactId: other.id } as const
  const choice = { contact, company: { how: 'none' }, deal: { how: 'none' } } as const
  const { version } = (await owner.ask('lead:read', { leadId })).lead
  const result = await owner.ask('lead:convert', { leadId, version, choice })
  expect(result.belongings.notes).toBe(1)
  expect(await bodiesOf(other.id)).toEqual(['Knows us', 'Call in the morning'])
  expect((await told(other.personId)).map(({ name }) => name)).toEqual(['note.left', 'note.left'])
  expect((await refusalOf(owner.ask('lead:note', { leadId, body: 'Too late' }))).code).toBe('lead-converted')
  const since = await owner.ask('contact:note', { contactId: other.id, body: 'Since then' })
  await owner.ask('lead:undoConversion', { leadId })
  expect((await owner.ask('lead:notes', { leadId })).map(({ id }) => id)).toEqual([note.id])
  // What was noted since never blocks and stays with who they are now.
  expect((await owner.ask('contact:notes', { contactId: other.id })).map(({ id }) => id)).toContain(since.id)
})

test('[C10] [C03] a company has notes, and its history is that of the house and of everybody in it', async () => {
  const { id: companyId } = await newCompany('Kaya Mobilya')
  const contact = await newContact('Ayşe Kaya', companyId)
  const stranger = await newContact('Somebody else')
  await owner.ask('company:note', { companyId, body: 'Pays in thirty days' })
  await owner.ask('deal:create', { personId: contact.personId, conversationId: null, name: 'Ten tables' })
  await owner.ask('deal:create', { personId: stranger.personId, conversationId: null, name: 'Not theirs' })
  const { items } = await owner.ask('company:timeline', { companyId })
  expect(items.map(({ name }) => name)).toEqual([
    ...['deal.created', 'note.left', 'contact.created', 'conversation.started', 'company.created'],
  ])
  expect(items.map(({ personId }) => personId)).toEqual([
    ...[contact.personId, null, contact.personId, contact.personId, null],
  ])
  const notes = await owner.ask('company:timeline', { companyId, kinds: ['notes'], limit: 1 })
  expect(notes.items).toHaveLength(1)
  // Somebody who leaves takes their own history along; that they left is the company's.
  const changes = { companyId: { was: companyId, is: null } }
  await owner.ask('contact:edit', { contactId: contact.id, changes })
  expect((await owner.ask('company:timeline', { companyId })).items.map(({ name }) => name)).toEqual([
    ...['contact.edited', 'note.left', 'contact.created', 'company.created'],
  ])
})

test('[C10] notes are read and written only by who may, and each door knows only its own', async () => {
  const { id: contactId, personId } = await newContact('Efe')
  const { id: noteId } = await owner.ask('contact:note', { contactId, body: 'Between us' })
  const deal = await owner.ask('deal:create', { personId, conversationId: null })
  await owner.ask('deal:note', { dealId: deal.id, body: 'Of the deal' })
  const stranger = await world.agent(await world.hire('Stranger', 'agent', []))
  for (const asked of [
    stranger.ask('contact:notes', { contactId }),
    stranger.ask('contact:note', { contactId, body: 'Hello' }),
    stranger.ask('contact:editNote', { noteId, was: 'Between us', is: 'x' }),
    stranger.ask('contact:noteEdits', { noteId }),
    owner.ask('deal:pinNote', { noteId, pinned: true }),
    owner.ask('company:removeNote', { noteId, removed: true }),
  ])
    expect((await refusalOf(asked)).code).toBe('not-found')
  const scopes = ['contacts.read'] as const
  const { secret } = await owner.ask('key:create', { proof: password, name: 'Reader', scopes: [...scopes] })
  const headers = { authorization: `Bearer ${secret}`, cookie: '' }
  const timeline = await (await world.fetch(`/api/v1/people/${personId}/timeline`, { headers })).text()
  expect(timeline).toContain('Between us')
  expect(timeline).not.toContain('Of the deal')
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{"body":"x"}' }
  expect((await world.fetch(`/api/v1/contacts/${contactId}/notes`, init)).status).toBe(403)
})
