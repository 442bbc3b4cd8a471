import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CustomField, FieldRecord } from '#shared/protocol/fields'
import { randomId } from '#shared/values/random'
import type { Line } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let fields: { size: CustomField; wood: CustomField; rest: CustomField; volume: CustomField; tree: CustomField }

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  const add = (record: FieldRecord, kind: 'number' | 'text' | 'list', options: string[] = []) =>
    owner.ask('field:create', { record, kind, name: randomId(), options: options.map((name) => ({ name })) })
  fields = {
    ...{ size: await add('lead', 'number'), wood: await add('lead', 'list', ['Oak']), rest: await add('lead', 'text') },
    ...{ volume: await add('deal', 'number'), tree: await add('contact', 'list', ['Oak']) },
  }
  const { size, wood, volume, tree } = fields
  const choices = { [wood.options[0]?.id ?? '']: tree.options[0]?.id ?? '' }
  await owner.ask('mapping:save', {
    changes: {
      [`custom.${size.id}`]: { was: [], is: [{ record: 'deal', field: `custom.${volume.id}` }] },
      [`custom.${wood.id}`]: { was: [], is: [{ record: 'contact', field: `custom.${tree.id}`, options: choices }] },
      title: { was: [{ record: 'contact', field: 'title' }], is: [] },
    },
  })
})
afterAll(() => world.close())

async function newLead(name: string) {
  const { size, wood, rest } = fields
  const custom = { [size.id]: 12, [wood.id]: wood.options[0]?.id ?? '', [rest.id]: 'By the window' }
  return owner.ask('lead:create', { whose: { siteId: world.site.id }, details: { name, title: 'Buyer', custom } })
}

async function newDeal() {
  const [pipeline] = await owner.ask('pipeline:list', {})
  const stageId = pipeline?.stages[0]?.id ?? ''
  return { how: 'new', name: 'Twelve chairs', pipelineId: pipeline?.id ?? '', stageId } as const
}

test('[V18] [V06] a conversion goes by the mapping, fields of one’s own too, and is taken back with them', async () => {
  const { rest, volume, tree } = fields
  const lead = await newLead('Ayşe Kaya')
  const options = await owner.ask('lead:conversionOptions', { leadId: lead.id })
  expect(options.brought.deal).toMatchObject({ [`custom.${volume.id}`]: 12 })
  expect(options.brought.left).toEqual([
    { field: 'title', value: 'Buyer' },
    { field: `custom.${rest.id}`, value: 'By the window' },
  ])
  const choice = { contact: { how: 'new' }, company: { how: 'none' }, deal: await newDeal() } as const
  const { contactId, dealId } = await owner.ask('lead:convert', { leadId: lead.id, version: lead.version, choice })
  const { contact } = await owner.ask('contact:read', { contactId })
  expect(contact).toMatchObject({ title: '', custom: { [tree.id]: tree.options[0]?.id } })
  expect((await owner.ask('deal:read', { dealId: dealId ?? '' })).custom).toEqual({ [volume.id]: 12 })
  await owner.ask('lead:undoConversion', { leadId: lead.id })
  const { lead: back } = await owner.ask('lead:read', { leadId: lead.id })
  expect(back.custom).toEqual(lead.custom)
})

test('[V18] a contact that is there keeps its own words, gains what it lacks, and gives it back', async () => {
  const { tree, volume } = fields
  const whose = { siteId: world.site.id }
  const known = await owner.ask('contact:create', { whose, details: { name: 'Elif Su' } })
  const deal = await owner.ask('deal:create', { personId: known.personId, conversationId: null })
  const kept = { custom: { [volume.id]: { was: null, is: 3 } } }
  await owner.ask('deal:edit', { dealId: deal.id, changes: kept })
  const lead = await newLead('Elif Su')
  const choice = {
    contact: { how: 'existing', contactId: known.id },
    company: { how: 'none' },
    deal: { how: 'existing', dealId: deal.id },
  } as const
  await owner.ask('lead:convert', { leadId: lead.id, version: lead.version, choice })
  const { contact } = await owner.ask('contact:read', { contactId: known.id })
  expect(contact.custom).toEqual({ [tree.id]: tree.options[0]?.id })
  expect((await owner.ask('deal:read', { dealId: deal.id })).custom).toEqual({ [volume.id]: 3 })
  const told = await owner.heardFact('contact.edited', ({ data }) => data.contact.id === known.id)
  expect(told.data.changes).toContainEqual({ field: `custom.${tree.id}`, was: undefined, is: tree.options[0]?.id })
  // Another field is nobody's business here: only what was written comes back.
  const other = await owner.ask('field:create', { record: 'contact', kind: 'text', name: randomId() })
  const edit = { custom: { [other.id]: { was: null, is: 'Since then' } } }
  await owner.ask('contact:edit', { contactId: known.id, changes: edit })
  await owner.ask('lead:undoConversion', { leadId: lead.id })
  expect((await owner.ask('contact:read', { contactId: known.id })).contact.custom).toEqual({
    [other.id]: 'Since then',
  })
})
