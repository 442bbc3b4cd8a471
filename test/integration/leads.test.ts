import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lead, LeadDetails } from '#shared/protocol/leads'
import { type Line, refusalOf } from '../support/ask'
import { password, type Visitor, World } from '../support/world'

let world: World
let agent: Line

beforeAll(async () => {
  world = await World.open()
  agent = await world.agent()
})
afterAll(() => world.close())

/** Somebody who has written once. */
async function somebody(): Promise<{ visitor: Visitor; personId: string; conversationId: string }> {
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('What would twenty seats cost?')
  const { person } = await agent.ask('conversation:read', { conversationId })
  return { visitor, personId: person.id, conversationId }
}

const make = (details: LeadDetails, siteId = world.site.id) => agent.ask('lead:create', { whose: { siteId }, details })
const statusId = async (kind: string) =>
  (await agent.ask('console:load', {})).leadStatuses.find((status) => status.kind === kind)?.id ?? ''
const leadsOf = async (personId: string) => (await agent.ask('lead:ofPerson', { personId })).map(({ lead }) => lead)

test('[V02] [W08] a visitor who leaves their details is a lead, and saying more makes it no second one', async () => {
  const { visitor, personId, conversationId } = await somebody()
  expect(await visitor.sees()).toMatchObject({ introduced: false })
  await visitor.line.ask('visit:introduce', { name: 'Ayşe Kaya', email: 'ayse@example.com' })
  expect(await visitor.sees()).toMatchObject({ introduced: true })
  const [lead] = await leadsOf(personId)
  expect(lead).toMatchObject({ name: 'Ayşe Kaya', emails: ['ayse@example.com'], phones: [], via: 'chat' })
  expect(lead?.source).toBe('Kuzey Atölye · shop.test/tables')
  expect(lead?.statusId).toBe(await statusId('new'))

  await visitor.line.ask('visit:introduce', { email: 'AYSE@example.com', phone: '0532 123 45 67' })
  await visitor.line.ask('visit:introduce', { email: 'kaya@example.com' })
  const all = await leadsOf(personId)
  expect(all).toHaveLength(1)
  expect(all[0]).toMatchObject({
    name: 'Ayşe Kaya',
    // What was said last comes last; the same address in other letters is the same address.
    emails: ['ayse@example.com', 'kaya@example.com'],
    phones: ['+90 532 123 45 67'],
  })
  const { person } = await agent.ask('conversation:read', { conversationId })
  expect(person.name).toBe('Ayşe Kaya')
})

test('[C01] a visitor without a detail is nobody’s lead or contact, however much they say or buy', async () => {
  const { visitor, personId, conversationId } = await somebody()
  const { person } = await agent.ask('conversation:read', { conversationId })
  expect(person).toMatchObject({ name: null, code: expect.stringMatching(/^[0-9A-Z]{4}$/) })
  await agent.ask('deal:create', { personId, conversationId })
  expect(await leadsOf(personId)).toEqual([])
  expect(await agent.ask('contact:ofPerson', { personId })).toEqual([])
  await visitor.line.ask('visit:introduce', { phone: '+49 30 901820' })
  expect(await leadsOf(personId)).toMatchObject([{ phones: ['+49 30 901820'] }])
  expect(await agent.ask('contact:ofPerson', { personId })).toEqual([])
})

test('[W09] details left while nobody is there say so', async () => {
  const empty = await World.open()
  try {
    const visitor = await empty.visitor()
    await visitor.says('Is anybody there?')
    expect(await visitor.sees()).toMatchObject({ agentsOnline: false, introduced: false })
    await visitor.line.ask('visit:introduce', { phone: '+49 30 901820' })
    const line = await empty.agent()
    const { items } = await line.ask('lead:list', {})
    expect(items.map(({ lead }) => [lead.via, lead.phones])).toEqual([['offline', ['+49 30 901820']]])
  } finally {
    await empty.close()
  }
})

test('[W08] what is no name, no address and no number is refused and makes nothing', async () => {
  const { visitor, personId } = await somebody()
  const say = (input: object) => refusalOf(visitor.line.ask('visit:introduce', input))
  expect((await say({})).code).toBe('details-required')
  expect((await say({ email: 'not an address' })).code).toBe('malformed')
  expect((await say({ phone: 'call me' })).code).toBe('phone-invalid')
  expect(await leadsOf(personId)).toEqual([])
  // Nobody introduces themselves before they have said anything.
  const silent = await world.visitor()
  expect((await refusalOf(silent.line.ask('visit:introduce', { name: 'Nobody' }))).code).toBe('not-found')
})

test('[V02] somebody else’s address typed into a chat merges nothing and shows nothing', async () => {
  const known = await somebody()
  await known.visitor.line.ask('visit:introduce', { name: 'Mehmet Öz', email: 'mehmet@example.com' })
  const other = await somebody()
  await other.visitor.line.ask('visit:introduce', { email: 'mehmet@example.com' })
  const [lead] = await leadsOf(other.personId)
  expect(lead).toMatchObject({ name: '', emails: ['mehmet@example.com'] })
  expect(lead?.personId).toBe(other.personId)
  expect((await other.visitor.sees()).messages).toHaveLength(1)
  expect(JSON.stringify(other.visitor.line.heard)).not.toContain('Mehmet')
})

test('[V02] [V03] an agent writes a lead down, of whom they talk with or of somebody new, and changes it', async () => {
  const { personId } = await somebody()
  const lead = await agent.ask('lead:create', {
    whose: { personId },
    details: { name: 'Elif', phones: ['05321234567'] },
  })
  expect(lead).toMatchObject({ personId, via: 'hand', phones: ['+90 532 123 45 67'] })
  expect(lead.ownerId).toBe((await agent.ask('console:load', {})).me.agent.id)
  const again = agent.ask('lead:create', { whose: { personId }, details: { name: 'Elif' } })
  expect((await refusalOf(again)).code).toBe('lead-exists')
  expect((await refusalOf(make({}))).code).toBe('details-required')

  const edit = (changes: object) => agent.ask('lead:edit', { leadId: lead.id, changes })
  const changed = await edit({ company: { was: '', is: 'Deniz A.Ş.' }, title: { was: '', is: 'Buyer' } })
  expect(changed).toMatchObject({ company: 'Deniz A.Ş.', title: 'Buyer', version: 2 })
  const late = await refusalOf(edit({ company: { was: '', is: 'Other' }, industry: { was: '', is: 'Wood' } }))
  expect(late).toMatchObject({ code: 'stale', details: { field: 'company', current: 'Deniz A.Ş.' } })
  const empty = edit({ name: { was: 'Elif', is: '' }, phones: { was: ['+90 532 123 45 67'], is: [] } })
  expect((await refusalOf(empty)).code).toBe('details-required')
  expect((await refusalOf(edit({ website: { was: '', is: 'javascript:alert(1)' } }))).code).toBe('malformed')
})

test('[V02] a name a visitor types takes the place of no name the team wrote', async () => {
  const { visitor, personId, conversationId } = await somebody()
  await visitor.line.ask('visit:introduce', { name: 'Ayse', email: 'ayse@kaya.test' })
  await visitor.line.ask('visit:introduce', { name: 'Ayşe Kaya' })
  const [theirs] = await leadsOf(personId)
  // Their own word about themselves they may change.
  expect(theirs).toMatchObject({ name: 'Ayşe Kaya', saidName: 'Ayşe Kaya' })
  const changes = { name: { was: 'Ayşe Kaya', is: 'Ayşe Kaya (Kaya Mobilya)' } }
  await agent.ask('lead:edit', { leadId: theirs?.id ?? '', changes })
  await visitor.line.ask('visit:introduce', { name: 'The Sultan', phone: '0532 123 45 67' })
  const [lead] = await leadsOf(personId)
  expect(lead).toMatchObject({ name: 'Ayşe Kaya (Kaya Mobilya)', saidName: 'The Sultan' })
  expect(lead?.phones).toEqual(['+90 532 123 45 67'])
  // What they typed stays to be seen: in the history, and by whoever looks for it.
  const { items } = await agent.ask('person:timeline', { personId, kinds: ['leads'] })
  expect(JSON.stringify(items[0]?.data)).toContain('The Sultan')
  expect((await agent.ask('lead:list', { q: 'sultan' })).items.map((one) => one.lead.id)).toContain(lead?.id)
  const { person } = await agent.ask('conversation:read', { conversationId })
  expect(person.name).toBe('Ayşe Kaya (Kaya Mobilya)')
})

test('[V02] a name a visitor types is not what a contact is called from then on', async () => {
  const { visitor, personId, conversationId } = await somebody()
  await agent.ask('contact:create', { whose: { personId }, details: { name: 'Mehmet Öz' } })
  await visitor.line.ask('visit:introduce', { name: 'Not Mehmet', email: 'm@oz.test' })
  await visitor.line.ask('visit:introduce', { name: 'Somebody else' })
  expect((await agent.ask('conversation:read', { conversationId })).person.name).toBe('Mehmet Öz')
  expect((await leadsOf(personId))[0]).toMatchObject({ name: 'Somebody else', saidName: 'Somebody else' })
})

test('[V04] a status is given in any order, says why somebody was given up, and nobody converts by hand', async () => {
  const lead = await make({ name: 'Can Arı' })
  const give = (one: Lead, to: string, reason?: string) =>
    agent.ask('lead:setStatus', { leadId: one.id, fromStatusId: one.statusId, statusId: to, ...(reason && { reason }) })
  const qualified = await give(lead, await statusId('qualified'))
  expect(qualified.statusSince > lead.statusSince).toBe(true)
  const away = await statusId('unqualified')
  expect((await refusalOf(give(qualified, away))).code).toBe('reason-required')
  const given = await give(qualified, away, 'Only asked the way')
  expect(given).toMatchObject({ statusId: away, reason: 'Only asked the way' })
  expect((await refusalOf(give(lead, away, 'Late'))).code).toBe('stale')
  expect((await refusalOf(give(given, await statusId('converted')))).code).toBe('status-converts')
  expect(await give(given, await statusId('new'))).toMatchObject({ reason: '' })
})

test('[V04] names of statuses are the installation’s, what they mean is not', async () => {
  const { leadStatuses } = await agent.ask('console:load', {})
  expect(leadStatuses.map(({ kind }) => kind)).toEqual(['new', 'working', 'qualified', 'unqualified', 'converted'])
  const [first, second] = leadStatuses
  const rename = (name: string) =>
    agent.ask('status:edit', { statusId: first?.id ?? '', changes: { name: { was: first?.name ?? '', is: name } } })
  expect((await refusalOf(rename(second?.name.toUpperCase() ?? ''))).code).toBe('name-taken')
  expect(await rename('Fresh')).toMatchObject({ name: 'Fresh', kind: 'new' })
})

test('[V01] leads are listed by age and name, found by their words and numbers, and counted by status', async () => {
  const listed = await World.open()
  try {
    const line = await listed.agent()
    const whose = { siteId: listed.site.id }
    const add = (details: LeadDetails) => line.ask('lead:create', { whose, details })
    await add({ name: 'Çağla Işık', company: 'Işık Mobilya', emails: ['cagla@isik.test'] })
    await add({ name: 'Ahmet', phones: ['0532 123 45 67'], ownerId: null })
    await add({ name: 'Zeynep' })
    const names = async (input: object) => (await line.ask('lead:list', input)).items.map(({ lead }) => lead.name)
    expect(await names({})).toEqual(['Zeynep', 'Ahmet', 'Çağla Işık'])
    expect(await names({ sort: 'name' })).toEqual(['Ahmet', 'Çağla Işık', 'Zeynep'])
    for (const q of ['ISIK', 'ışık', 'mobilya cagla', 'isik.test'])
      expect(await names({ q }), q).toEqual(['Çağla Işık'])
    for (const q of ['0532123', '532', '905321234567']) expect(await names({ q }), q).toEqual(['Ahmet'])
    expect(await names({ q: '100%' })).toEqual([])
    expect(await names({ owner: 'nobody' })).toEqual(['Ahmet'])
    const pages: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await line.ask('lead:list', { sort: 'name', limit: 1, ...(cursor ? { cursor } : {}) })
      pages.push(...page.items.map(({ lead }) => lead.name))
      cursor = page.next
    }
    expect(pages).toEqual(['Ahmet', 'Çağla Işık', 'Zeynep'])
    const { leadStatuses, leadCounts } = await line.ask('console:load', {})
    expect(leadCounts).toEqual([{ statusId: leadStatuses[0]?.id, siteId: listed.site.id, count: 3 }])
  } finally {
    await listed.close()
  }
})

test('[V01] a removed lead is in no list, its person stays, and the removal can be taken back', async () => {
  const { personId } = await somebody()
  const lead = await agent.ask('lead:create', { whose: { personId }, details: { name: 'Gone' } })
  await agent.ask('lead:remove', { leadId: lead.id })
  expect((await refusalOf(agent.ask('lead:read', { leadId: lead.id }))).code).toBe('not-found')
  expect((await agent.ask('lead:list', { q: 'gone' })).items).toEqual([])
  expect(await agent.ask('person:read', { personId })).toMatchObject({ name: 'Gone' })
  await agent.ask('lead:restore', { leadId: lead.id })
  expect(await leadsOf(personId)).toHaveLength(1)
  // Meanwhile somebody wrote them down again: one person is one lead.
  await agent.ask('lead:remove', { leadId: lead.id })
  await agent.ask('lead:create', { whose: { personId }, details: { name: 'Again' } })
  expect((await refusalOf(agent.ask('lead:restore', { leadId: lead.id }))).code).toBe('lead-exists')
})

test('[V02] a program makes leads with its own key, and they say that they came so', async () => {
  const { secret } = await agent.ask('key:create', { proof: password, name: 'Forms', scopes: ['leads.write'] })
  const given = { 'content-type': 'application/json', 'idempotency-key': 'A'.repeat(22) }
  const response = await fetch(`${world.url}/api/v1/leads`, {
    ...{ method: 'POST', headers: { ...given, authorization: `Bearer ${secret}` } },
    body: JSON.stringify({
      whose: { siteId: world.site.id },
      details: { name: 'From a form', emails: ['form@example.com'] },
    }),
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ name: 'From a form', via: 'api', ownerId: null })
})

test('[V01] who may read leads and no more changes none; who works elsewhere sees none', async () => {
  const reader = await world.agent(await world.hire('Hannah Cole', 'read-only'))
  const elsewhere = await world.agent(await world.hire('Yuki Tanaka', 'agent', []))
  const lead = await make({ name: 'Guarded' })
  expect((await reader.ask('lead:read', { leadId: lead.id })).lead.name).toBe('Guarded')
  expect((await refusalOf(reader.ask('lead:remove', { leadId: lead.id }))).code).toBe('not-allowed')
  expect((await refusalOf(elsewhere.ask('lead:read', { leadId: lead.id }))).code).toBe('not-found')
  expect((await elsewhere.ask('lead:list', {})).items).toEqual([])
  const foreign = elsewhere.ask('lead:create', { whose: { siteId: world.site.id }, details: { name: 'x' } })
  expect((await refusalOf(foreign)).code).toBe('not-found')
})
