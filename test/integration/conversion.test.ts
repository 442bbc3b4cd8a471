import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { Converting, plain } from '../support/converting'
import { password, type World } from '../support/world'

let house: Converting
let world: World
let owner: Line

beforeAll(async () => {
  house = await Converting.open()
  world = house.world
  owner = house.owner
})
afterAll(() => world.close())

test('[V06] [V14] [V07] [V08] [V09] [V16] [V17] a lead becomes a contact with company, deal and first task in one step', async () => {
  const known = {
    ...{
      name: 'Ayşe Kaya',
      emails: ['ayse@kaya-mobilya.test'],
      phones: ['0532 111 22 33'],
      company: 'Kaya Mobilya A.Ş.',
    },
    ...{ title: 'Buyer', industry: 'Wood', website: 'https://kaya-mobilya.test', address: 'Bursa', tags: ['oak'] },
    ...{ description: 'Wants oak', mayMail: false },
  }
  const { lead, personId, conversationId } = await house.writer(known)
  await owner.ask('note:write', { conversationId, body: 'Calls back on Monday' })
  const loose = {
    personId,
    dealId: null,
    conversationId: null,
    title: 'Send samples',
    dueAt: '2027-01-05T09:00:00.000Z',
  }
  const task = await owner.ask('task:create', loose)
  const done = await owner.ask('task:create', { ...loose, title: 'Looked it up' })
  await owner.ask('task:complete', { taskId: done.id })

  const options = await house.weigh(lead)
  expect(options).toMatchObject({ itself: null, contacts: [], companies: [], may: { contacts: true, deals: true } })
  expect(options.belongings).toEqual({ conversations: 1, notes: 1, files: 0, tasks: 1, doneTasks: 1, deals: 0 })
  const company = { how: 'new' } as const
  const deal = house.newDeal({ amount: 1_250_00, name: 'Twenty tables' })
  const result = await house.convert(lead, {
    company,
    deal,
    task: { title: 'Call Ayşe', type: 'call', dueOn: '2027-01-06' },
  })
  expect(result.made.sort()).toEqual(['company', 'contact', 'deal', 'task'])
  expect(result.belongings).toMatchObject({ conversations: 1, notes: 1, tasks: 1, doneTasks: 1 })

  const { title, address, description, mayMail, tags, emails, phones } = await house.contactOf(result.contactId)
  expect({ title, address, description, mayMail, tags, emails, phones }).toEqual({
    ...{ title: 'Buyer', address: 'Bursa', description: 'Wants oak', mayMail: false, tags: ['oak'] },
    ...{ emails: ['ayse@kaya-mobilya.test'], phones: ['+90 532 111 22 33'] },
  })
  const made = await owner.ask('company:read', { companyId: result.companyId ?? '' })
  expect(made).toMatchObject({ name: 'Kaya Mobilya A.Ş.', industry: 'Wood', domains: ['kaya-mobilya.test'] })
  const sold = await owner.ask('deal:read', { dealId: result.dealId ?? '' })
  expect(sold).toMatchObject({ name: 'Twenty tables', amount: 1_250_00, personId, conversationId, tags: ['oak'] })
  const tasks = await owner.ask('task:ofPerson', { personId })
  const dealOf = (title: string) => tasks.find((one) => one.title === title)?.dealId
  // What is to be done goes to the deal; what was done stays in the contact's history.
  expect([dealOf(task.title), dealOf('Call Ayşe'), dealOf('Looked it up')]).toEqual([sold.id, sold.id, null])

  const after = (await owner.ask('lead:read', { leadId: lead.id })).lead
  expect(after.converted).toMatchObject({ contactId: result.contactId, companyId: made.id, dealId: sold.id })
  expect((await owner.ask('lead:list', {})).items.map((one) => one.lead.id)).not.toContain(lead.id)
  const converted = await owner.ask('lead:list', { statusId: after.statusId })
  expect(converted.items.map((one) => one.lead.id)).toContain(lead.id)
  const edit = owner.ask('lead:edit', { leadId: lead.id, changes: { title: { was: 'Buyer', is: 'Boss' } } })
  expect((await refusalOf(edit)).code).toBe('lead-converted')
  const { items } = await owner.ask('person:timeline', { personId, kinds: ['leads', 'contacts'] })
  expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(['lead.converted', 'contact.created']))
})

test('[V11] [V12] a match says why, fills blanks or takes what was chosen, and a new one needs a reason', async () => {
  const known = await house.knownContact({
    ...{ name: 'Mehmet Öz', emails: ['mehmet@oz.test'], title: 'Owner', ownerId: null, description: 'Met at the fair' },
  })
  const details = {
    name: 'M. Öz',
    emails: ['MEHMET@oz.test'],
    phones: ['0532 999 88 77'],
    title: 'Boss',
    address: 'İzmir',
  }
  const { lead, personId, conversationId } = await house.writer(details)
  const { contacts } = await house.weigh(lead)
  expect(contacts[0]).toMatchObject({ contactId: known.id, strength: 'strong', mayWrite: true })
  expect(contacts[0]?.reasons).toContainEqual({ field: 'email', value: 'MEHMET@oz.test' })
  expect(contacts[0]?.differences.map(({ field }) => field).sort()).toEqual(['name', 'source', 'title'])
  expect((await refusalOf(house.convert(lead))).code).toBe('match-strong')

  const result = await house.convert(lead, { contact: { how: 'existing', contactId: known.id, take: ['title'] } })
  expect(result).toMatchObject({ contactId: known.id, made: [] })
  const merged = await house.contactOf(known.id)
  expect(merged).toMatchObject({ name: 'Mehmet Öz', title: 'Boss', address: 'İzmir', description: 'Met at the fair' })
  expect([merged.emails, merged.phones]).toEqual([['mehmet@oz.test'], ['+90 532 999 88 77']])
  // All that was the lead's is the contact's, and old links lead there.
  const { conversation, person } = await owner.ask('conversation:read', { conversationId })
  expect([conversation.personId, person.id, person.name]).toEqual([known.personId, known.personId, 'Mehmet Öz'])
  expect((await owner.ask('person:read', { personId })).id).toBe(known.personId)
  const { items } = await owner.ask('person:timeline', { personId: known.personId, limit: 100 })
  expect(items.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['conversation.started', 'lead.created', 'person.merged', 'lead.converted']),
  )

  const second = await house.writer({ name: 'Mehmet Junior', emails: ['mehmet@oz.test'] })
  const apart = { contact: { how: 'new' as const, reason: 'The son, who shares the address' } }
  expect((await house.convert(second.lead, apart)).contactId).not.toBe(known.id)
})

test('[V10] an existing company is joined, keeps its own words, and the contact works there', async () => {
  const details = { name: 'Deniz Tekstil A.Ş.', phones: ['0232 444 55 66'], industry: 'Textile' }
  const company = await owner.ask('company:create', { siteId: world.site.id, details })
  const { lead } = await house.writer({
    name: 'Elif Deniz',
    company: 'DENIZ TEKSTİL',
    phones: ['0532 000 11 22'],
    industry: 'Wool',
  })
  const { companies } = await house.weigh(lead)
  expect(companies[0]).toMatchObject({ companyId: company.id, strength: 'middle' })
  expect(companies[0]?.differences.map(({ field }) => field)).toContain('industry')
  const result = await house.convert(lead, { company: { how: 'existing', companyId: company.id } })
  const after = await owner.ask('company:read', { companyId: company.id })
  expect(after).toMatchObject({ name: 'Deniz Tekstil A.Ş.', industry: 'Textile', phones: company.phones })
  expect((await house.contactOf(result.contactId)).companyId).toBe(company.id)
})

test('[V21] a lead is converted into a deal that is open already, with what is to be done for it', async () => {
  const { lead, personId, conversationId } = await house.writer({ name: 'Riding Along', tags: ['fair'] })
  const deal = await owner.ask('deal:create', { personId, conversationId })
  const task = await owner.ask('task:create', {
    ...{ personId, dealId: null, conversationId: null, title: 'Measure', dueAt: '2027-01-05T09:00:00.000Z' },
  })
  expect((await house.weigh(lead)).deals.map((card) => card.deal.id)).toEqual([deal.id])
  const result = await house.convert(lead, { deal: { how: 'existing', dealId: deal.id } })
  expect(result).toMatchObject({ dealId: deal.id, made: ['contact'] })
  expect((await owner.ask('deal:read', { dealId: deal.id })).tags).toEqual(['fair'])
  expect((await owner.ask('task:ofPerson', { personId })).find(({ id }) => id === task.id)?.dealId).toBe(deal.id)
  await house.undo(lead)
  expect((await owner.ask('deal:read', { dealId: deal.id })).tags).toEqual([])
  expect((await owner.ask('task:ofPerson', { personId })).find(({ id }) => id === task.id)?.dealId).toBeNull()
})

test('[V05] nobody converts across sites, without the right, or more than their rights make', async () => {
  const { id: farId } = await owner.ask('site:create', { name: 'Far', domains: ['far.test'], locale: 'en' })
  const far = await owner.ask('contact:create', { whose: { siteId: farId }, details: { name: 'Far Away' } })
  const { lead } = await house.writer({ name: 'Near By', tags: ['near'] })
  expect((await refusalOf(house.convert(lead, { contact: { how: 'existing', contactId: far.id } }))).code).toBe(
    'merge-elsewhere',
  )
  const stranger = await world.agent(await world.hire('Stranger', 'agent', [farId]))
  expect((await refusalOf(house.convert(lead, {}, stranger))).code).toBe('not-found')
  const reader = await world.agent(await world.hire('Reader', 'read-only'))
  expect((await refusalOf(house.convert(lead, {}, reader))).code).toBe('not-allowed')
  const { secret } = await owner.ask('key:create', {
    ...{ proof: password, name: 'Half', scopes: ['leads.convert', 'contacts.read'] },
  })
  const ask = async (choice: object) => {
    const init = { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'idempotency-key': randomId() } }
    const body = JSON.stringify({ version: lead.version, choice: { ...plain, ...choice } })
    return (
      await fetch(`${world.url}/api/v1/leads/${lead.id}/conversion`, {
        ...init,
        headers: { ...init.headers, 'content-type': 'application/json' },
        body,
      })
    ).json()
  }
  expect(await ask({})).toMatchObject({ code: 'not-allowed' })
  // A contact it may only read is linked, and stays as it is: the options said so before.
  const known = await house.knownContact({ name: 'Near By' })
  expect(await ask({ contact: { how: 'existing', contactId: known.id, take: ['name'] } })).toMatchObject({
    contactId: known.id,
  })
  expect((await house.contactOf(known.id)).tags).toEqual([])
})

test('[V06] values of one’s own go where Manage sends them, and what goes nowhere is named before', async () => {
  const make = async (record: 'lead' | 'contact', name: string) =>
    (await owner.ask('field:create', { record, name, kind: 'text' })).id
  const [size, mood, there] = [await make('lead', 'Size'), await make('lead', 'Mood'), await make('contact', 'Size')]
  const is = [{ record: 'contact' as const, field: `custom.${there}` }]
  await owner.ask('mapping:save', { changes: { [`custom.${size}`]: { was: [], is } } })
  const { lead } = await house.writer({ name: 'Own Words', custom: { [size]: 'Large', [mood]: 'Friendly' } })
  const { brought } = await house.weigh(lead)
  expect(brought.contact[`custom.${there}`]).toBe('Large')
  expect(brought.left).toContainEqual({ field: `custom.${mood}`, value: 'Friendly' })
  const { contactId } = await house.convert(lead)
  expect((await house.contactOf(contactId)).custom).toEqual({ [there]: 'Large' })
  expect((await owner.ask('lead:read', { leadId: lead.id })).lead.custom).toEqual({
    [size]: 'Large',
    [mood]: 'Friendly',
  })
})
