import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LeadDetails } from '#shared/protocol/leads'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { Converting, plain } from '../support/converting'
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

test('[V13] converting twice at once makes one of everything, and the second is told what became of the lead', async () => {
  const { lead, personId } = await house.writer({ name: 'Twice Over', company: 'Twice Ltd' })
  const asked = { company: { how: 'new' } as const, deal: house.newDeal() }
  const answers = await Promise.allSettled([
    house.convert(lead, asked),
    house.convert(lead, asked),
    house.convert(lead, asked),
  ])
  const won = answers.filter((one) => one.status === 'fulfilled')
  expect(won).toHaveLength(1)
  const { code, details } = await refusalOf(house.convert(lead, asked))
  const { contactId, companyId, dealId } = won[0]?.value ?? { contactId: '', companyId: '', dealId: '' }
  expect({ code, details }).toEqual({
    code: 'lead-converted',
    details: { converted: { contactId, companyId, dealId } },
  })
  expect(await owner.ask('deal:ofPerson', { personId })).toHaveLength(1)
  expect((await owner.ask('company:list', { q: 'twice' })).items).toHaveLength(1)
  // The same attempt asked again is answered as it was.
  const other = await house.writer({ name: 'Once More' })
  const again = { rid: randomId(), leadId: other.lead.id, version: other.lead.version, choice: plain }
  expect(await owner.ask('lead:convert', again)).toEqual(await owner.ask('lead:convert', again))
})

test('[V20] a conversion is taken back: what it made goes, what it changed and moved goes back', async () => {
  const known = await house.knownContact({ name: 'Can Arı', emails: ['can@ari.test'] })
  const { lead, personId, conversationId, visitor } = await house.writer({
    name: 'Can',
    emails: ['can@ari.test'],
    title: 'Boss',
  })
  const own = await owner.ask('deal:create', { personId, conversationId })
  const contact = { how: 'existing' as const, contactId: known.id, take: ['name'] }
  const result = await house.convert(lead, { contact, company: { how: 'new', name: 'Arı Ltd' }, deal: house.newDeal() })
  // What is said and noted since stays where it is said.
  await visitor.says('Are you there?')
  await owner.ask('note:write', { conversationId, body: 'He is in a hurry' })
  const back = await house.undo(lead)
  expect(back).toMatchObject({ personId, converted: null, statusId: lead.statusId, statusSince: lead.statusSince })
  const { version: _, ...before } = known
  expect(await house.contactOf(known.id)).toMatchObject(before)
  expect((await refusalOf(owner.ask('company:read', { companyId: result.companyId ?? '' }))).code).toBe('not-found')
  expect((await refusalOf(owner.ask('deal:read', { dealId: result.dealId ?? '' }))).code).toBe('not-found')
  const { conversation, notes, messages } = await owner.ask('conversation:read', { conversationId })
  expect([conversation.personId, notes[0]?.personId, messages.length]).toEqual([personId, personId, 2])
  expect((await owner.ask('deal:ofPerson', { personId })).map(({ deal }) => deal.id)).toEqual([own.id])
  expect((await owner.ask('person:read', { personId })).id).toBe(personId)
  expect((await refusalOf(house.undo(lead))).code).toBe('undo-over')
  // It can be converted once more, as if nothing had been.
  expect((await house.convert(back, { contact: { how: 'new', reason: 'Another Can' } })).contactId).not.toBe(known.id)
})

test('[V20] what was changed since blocks the way back, and is named with who did it', async () => {
  const { lead } = await house.writer({ name: 'Blocked', company: 'Blocked Ltd', emails: ['b@blocked.test'] })
  const result = await house.convert(lead, { company: { how: 'new' }, deal: house.newDeal() })
  const mert = await world.newcomer('Mert')
  const line = await world.agent(mert.cookie)
  const changes = { title: { was: '', is: 'Buyer' } }
  await line.ask('contact:edit', { contactId: result.contactId, changes })
  await line.ask('deal:move', {
    dealId: result.dealId ?? '',
    fromStageId: house.firstStageId,
    stageId: house.pipeline.stages[1]?.id ?? '',
  })
  await owner.ask('contact:create', {
    ...{ whose: { siteId: world.site.id }, details: { name: 'Colleague', companyId: result.companyId } },
  })
  const { code, details } = await refusalOf(house.undo(lead))
  expect(code).toBe('undo-blocked')
  expect(details?.blocks).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ record: 'contact', field: 'title', why: 'changed', byAgentId: mert.id }),
      expect.objectContaining({ record: 'deal', field: 'stageId', why: 'changed', byAgentId: mert.id }),
      expect.objectContaining({ record: 'company', name: 'Colleague', why: 'used' }),
    ]),
  )
  // Said and refused whole: nothing of it was taken back.
  expect((await owner.ask('lead:read', { leadId: lead.id })).lead.converted?.contactId).toBe(result.contactId)
  await line.ask('contact:edit', { contactId: result.contactId, changes: { title: { was: 'Buyer', is: '' } } })
  expect((await refusalOf(house.undo(lead))).details?.blocks?.map(({ record }) => record)).not.toContain('contact')
})

test('[V13] what was decided on and is something else by now is refused whole', async () => {
  const known = await house.knownContact({ name: 'Gone Soon', emails: ['gone@soon.test'] })
  const { lead } = await house.writer({ name: 'Gone', emails: ['gone@soon.test'] })
  await owner.ask('lead:edit', { leadId: lead.id, changes: { title: { was: '', is: 'Boss' } } })
  const contact = { how: 'existing' as const, contactId: known.id }
  expect((await refusalOf(house.convert(lead, { contact }))).code).toBe('lead-changed')
  const { lead: now } = await owner.ask('lead:read', { leadId: lead.id })
  await owner.ask('contact:remove', { contactId: known.id })
  expect((await refusalOf(house.convert(now, { contact, company: { how: 'new', name: 'Never Ltd' } }))).code).toBe(
    'match-gone',
  )
  expect((await owner.ask('company:list', { q: 'never' })).items).toEqual([])
  await owner.ask('contact:restore', { contactId: known.id })
  const other = await house.knownContact({ name: 'The same' })
  await owner.ask('contact:merge', { contactId: other.id, otherId: known.id })
  expect((await refusalOf(house.convert(now, { contact }))).code).toBe('match-gone')
})

test('[V22] many leads are converted in the background, each with its result, and duplicates are left for somebody', async () => {
  await house.knownContact({ name: 'Known', emails: ['known@bulk.test'] })
  const make = (details: LeadDetails) => owner.ask('lead:create', { whose: { siteId: world.site.id }, details })
  const [one, two] = [
    await make({ name: 'Bulk One', company: 'Bulk Ltd' }),
    await make({ name: 'Bulk Two', company: 'BULK' }),
  ]
  const twin = await make({ name: 'Bulk Twin', emails: ['known@bulk.test'] })
  const done = await make({ name: 'Bulk Done' })
  await house.convert(done)
  const leadIds = [one, two, twin, done].map(({ id }) => id)
  const { batchId } = await owner.ask('conversion:begin', { leadIds })
  await owner.heardFact('conversions.finished', ({ data }) => data.batchId === batchId)
  const { rows } = await owner.ask('conversion:read', { batchId })
  expect(rows.map(({ state, refused }) => [state, refused])).toEqual([
    ['converted', null],
    ['converted', null],
    ['skipped', 'match-strong'],
    ['refused', 'lead-converted'],
  ])
  // Who works at the same company does so at one company.
  expect((await owner.ask('company:list', { q: 'bulk' })).items).toHaveLength(1)
  expect(rows[0]?.contactId && (await house.contactOf(rows[0].contactId)).name).toBe('Bulk One')
  const other = await world.agent(await world.hire('Curious'))
  expect((await refusalOf(other.ask('conversion:read', { batchId }))).code).toBe('not-found')
  await house.undo(two)
})
