import { expect } from 'vitest'
import type { Lead } from '#shared/protocol/leads'
import { putFile } from '../../support/write-file'
import { newContact, newLead } from './people'
import type { Acts, Scene } from './scene'

/** Leads, contacts and companies, and what makes one of another. */
export const peopleActs: Acts = {
  'visit:introduce': async ({ world }) => {
    const visitor = await world.visitor()
    await visitor.says('Who I am')
    await visitor.line.ask('visit:introduce', { name: 'Ayşe Kaya' })
    return visitor.line.ask('visit:introduce', { email: 'ayse@example.com', phone: '0532 123 45 67' })
  },
  'lead:create': (scene) => newLead(scene),
  'lead:edit': async (scene) => {
    const { id, name } = await newLead(scene)
    return scene.agent.ask('lead:edit', { leadId: id, changes: { name: { was: name, is: 'Ayşe Yıldız' } } })
  },
  'lead:setStatus': async (scene) => {
    const { id, statusId: fromStatusId } = await newLead(scene)
    const { leadStatuses } = await scene.agent.ask('console:load', {})
    const statusId = leadStatuses.find(({ kind }) => kind === 'unqualified')?.id ?? ''
    return scene.agent.ask('lead:setStatus', { leadId: id, fromStatusId, statusId, reason: 'Only asked the way' })
  },
  'lead:remove': async (scene) => scene.agent.ask('lead:remove', { leadId: (await newLead(scene)).id }),
  'lead:restore': async (scene) => {
    const { id: leadId } = await newLead(scene)
    await scene.agent.ask('lead:remove', { leadId })
    return scene.agent.ask('lead:restore', { leadId })
  },
  'contact:create': async ({ world, agent }) => {
    const { conversationId } = await (await world.visitor()).says('I am somebody')
    const { person } = await agent.ask('conversation:read', { conversationId })
    return agent.ask('contact:create', { whose: { personId: person.id }, details: { name: 'Ayşe Kaya' } })
  },
  'contact:edit': async (scene) => {
    const { id: contactId, personId, ownerId } = await newContact(scene)
    await scene.agent.ask('deal:create', { personId, conversationId: null })
    const task = { personId, dealId: null, conversationId: null, title: 'Call', dueAt: null }
    await scene.agent.ask('task:create', task)
    const { id } = await scene.world.newcomer('Mert')
    const changes = { ownerId: { was: ownerId, is: id }, name: { was: 'Ayşe Kaya', is: 'Ayşe Yıldız' } }
    return scene.agent.ask('contact:edit', { contactId, changes, movesOpen: true })
  },
  'lead:convert': async (scene) => convertNew(scene, await newLead(scene)),
  'lead:undoConversion': async (scene) => {
    const lead = await newLead(scene)
    await convertNew(scene, lead)
    return scene.agent.ask('lead:undoConversion', { leadId: lead.id })
  },
  'conversion:begin': async (scene) => {
    const leadIds = [(await newLead(scene)).id, (await newLead(scene)).id]
    const { batchId } = await scene.agent.ask('conversion:begin', { leadIds })
    await scene.agent.heardFact('conversions.finished', ({ data }) => data.batchId === batchId)
  },
  'contact:merge': (scene) => mergeTwo(scene),
  'contact:unmerge': async (scene) => {
    const { contact, change } = await mergeTwo(scene)
    return scene.agent.ask('contact:unmerge', { contactId: contact.id, changeId: change.id })
  },
  'contact:remove': async (scene) => scene.agent.ask('contact:remove', { contactId: (await newContact(scene)).id }),
  'contact:restore': async (scene) => {
    const { id: contactId } = await newContact(scene)
    await scene.agent.ask('contact:remove', { contactId })
    return scene.agent.ask('contact:restore', { contactId })
  },
  'contact:changeMany': async (scene) => {
    const contactIds = [(await newContact(scene)).id, (await newContact(scene)).id]
    return scene.agent.ask('contact:changeMany', { contactIds, change: { act: 'tag', tag: 'vip', remove: false } })
  },
  'company:create': ({ agent, world }) =>
    agent.ask('company:create', { siteId: world.site.id, details: { name: 'Kaya Mobilya A.Ş.' } }),
  'company:edit': async (scene) => {
    const { companyId } = await newContact(scene)
    const changes = { name: { was: 'Kaya Mobilya', is: 'Yıldız Mobilya' } }
    return scene.agent.ask('company:edit', { companyId: companyId ?? '', changes })
  },
  'company:remove': async (scene) =>
    scene.agent.ask('company:remove', { companyId: (await newContact(scene)).companyId ?? '' }),
  'company:restore': async (scene) => {
    const companyId = (await newContact(scene)).companyId ?? ''
    await scene.agent.ask('company:remove', { companyId })
    return scene.agent.ask('company:restore', { companyId })
  },
  'company:changeMany': async (scene) => {
    const companyIds = [(await newContact(scene)).companyId ?? '']
    return scene.agent.ask('company:changeMany', { companyIds, change: { act: 'owner', ownerId: null } })
  },
}

/** With a company, a deal and a first task; a task that was to be done goes to the deal. */
async function convertNew({ agent, stage, world }: Scene, { id: leadId, personId, version }: Lead) {
  await agent.ask('task:create', {
    ...{ personId, dealId: null, conversationId: null, title: 'Send samples', dueAt: '2027-12-01T09:00:00.000Z' },
  })
  const [pipeline] = await agent.ask('pipeline:list', {})
  const deal = { how: 'new', pipelineId: pipeline?.id ?? '', stageId: stage('open'), amount: 12_500 } as const
  const company = { how: 'new', name: 'Kaya Mobilya' } as const
  await agent.ask('lead:conversionOptions', { leadId })
  await putFile(world, 'lead', leadId, 'plan')
  const choice = { contact: { how: 'new' }, company, deal, task: { title: 'Call', dueOn: '2027-12-02' } } as const
  return agent.ask('lead:convert', { leadId, version, choice })
}

/** Two contacts who have written, with a deal, a task, a note and a lead each, turn out to be one. */
async function mergeTwo(scene: Scene) {
  const { agent } = scene
  const both = [await newContact(scene), await newContact(scene)] as const
  for (const { personId } of both) {
    const [talk] = await agent.ask('conversation:ofPerson', { personId })
    const deal = await agent.ask('deal:create', { personId, conversationId: talk?.id ?? null })
    await agent.ask('task:create', {
      ...{ personId, dealId: deal.id, conversationId: null, title: 'Call', dueAt: '2027-12-01T09:00:00.000Z' },
    })
    await agent.ask('note:write', { conversationId: talk?.id ?? '', body: 'Likes oak' })
    const [card] = await agent.ask('contact:ofPerson', { personId })
    await agent.ask('contact:note', { contactId: card?.contact.id ?? '', body: 'Pays late' })
    await putFile(scene.world, 'contact', card?.contact.id ?? '', 'contract')
    await putFile(scene.world, 'deal', deal.id, 'offer')
    await agent.ask('lead:create', { whose: { personId }, details: { name: 'A. Kaya' } })
  }
  const merged = await agent.ask('contact:merge', { contactId: both[0].id, otherId: both[1].id, take: ['companyId'] })
  // Both histories stand on one line, and what was done can be found again.
  const { items } = await agent.ask('person:timeline', { personId: both[1].personId, kinds: ['contacts'] })
  expect(items.map(({ name }) => name)).toContain('person.merged')
  expect(await agent.ask('contact:changes', { contactId: both[1].id })).toEqual([merged.change])
  return merged
}
