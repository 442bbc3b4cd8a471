import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#shared/protocol/index'
import type { Line } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
})
afterAll(() => world.close())

type Choice = InputOf<'lead:convert'>['choice']

/** Converts a new lead and says whom that was told. */
async function converted(choice: Partial<Choice>, ownerId?: string) {
  const details = { name: 'Ayşe Kaya', ...(ownerId && { ownerId }) }
  const lead = await owner.ask('lead:create', { whose: { siteId: world.site.id }, details })
  const usual = { contact: { how: 'new' }, company: { how: 'new', name: 'Kaya' }, deal: { how: 'none' } } as const
  const asked = { ...usual, task: { title: 'Call' }, ...choice } as Choice
  const result = await owner.ask('lead:convert', { leadId: lead.id, version: lead.version, choice: asked })
  const { data } = await owner.heardFact('lead.converted', (fact) => fact.data.lead.id === lead.id)
  return { result, told: data.toldAgentId }
}

test('[V15] everything that is made has one owner, who is told', async () => {
  const marcus = await world.newcomer('Marcus Hale')
  const line = await world.agent(await world.hire('Near'))
  const { result, told } = await converted({ ownerId: marcus.id })
  const { contact } = await owner.ask('contact:read', { contactId: result.contactId })
  const company = await owner.ask('company:read', { companyId: result.companyId ?? '' })
  const [task] = await owner.ask('task:ofPerson', { personId: contact.personId })
  expect([contact.ownerId, company.ownerId, task?.assigneeId]).toEqual([marcus.id, marcus.id, marcus.id])
  expect(told).toBe(marcus.id)
  await line.heardFact('lead.converted', (fact) => fact.data.toldAgentId === marcus.id)
})

test('[V15] nobody is told of what they did themselves, what they do not own, or what one keeps to oneself', async () => {
  const me = (await owner.ask('console:load', {})).me.agent.id
  const marcus = await world.newcomer('Marcus')
  expect((await converted({ ownerId: me })).told).toBeNull()
  expect((await converted({ ownerId: null })).told).toBeNull()
  expect((await converted({ ownerId: marcus.id, tellOwner: false })).told).toBeNull()
  // The lead's owner is who it is for, where nobody else was chosen.
  expect((await converted({}, marcus.id)).told).toBe(marcus.id)
})

test('[V15] where a lead joins what is there nobody was given anything', async () => {
  const marcus = await world.newcomer('Marcus')
  const { id: contactId } = await owner.ask('contact:create', {
    ...{ whose: { siteId: world.site.id }, details: { name: 'Ayşe Kaya' } },
  })
  const joined = { contact: { how: 'existing', contactId }, company: { how: 'none' }, task: null } as const
  expect((await converted({ ...joined, ownerId: marcus.id })).told).toBeNull()
})
