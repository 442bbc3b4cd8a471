import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Line, refusalOf } from '../support/ask'
import { ClosedPipeline } from '../support/closed-pipeline'
import { plain } from '../support/converting'

let scene: ClosedPipeline
let outside: Line
let named: Line

beforeAll(async () => {
  scene = await ClosedPipeline.open()
  outside = scene.outside.line
  named = scene.named.line
})
afterAll(() => scene.close())

const into = () => ({
  deal: { how: 'new' as const, pipelineId: scene.closed.id, stageId: scene.stageOf(scene.closed) },
})
const convert = async (line: Line, leadId: string, choice: object) => {
  const { version } = (await line.ask('lead:read', { leadId })).lead
  return line.ask('lead:convert', { leadId, version, choice: { ...plain, ...choice } })
}

test('[V23] after a conversion whoever sees the pipeline has the deal, even if another agent had the chat', async () => {
  const { personId, conversationId } = await scene.somebody()
  await outside.ask('conversation:accept', { conversationId })
  const details = { name: 'Mehmet Öz', ownerId: scene.outside.id }
  const { id: leadId } = await scene.owner.ask('lead:create', { whose: { personId }, details })
  const { dealId } = await convert(named, leadId, into())
  const deal = await named.ask('deal:read', { dealId: dealId ?? '' })
  // Who had the lead may not see the deal: it belongs to who made it.
  expect([deal.pipelineId, deal.ownerId]).toEqual([scene.closed.id, scene.named.id])
  const third = await scene.colleague()
  await scene.name([scene.named.id, third.id])
  expect((await third.line.ask('deal:read', { dealId: deal.id })).id).toBe(deal.id)
  expect((await refusalOf(outside.ask('deal:read', { dealId: deal.id }))).code).toBe('not-found')
  expect(await outside.ask('deal:ofPerson', { personId })).toEqual([])
  // The conversation is where it was, and what became of the person is known.
  expect((await outside.ask('conversation:read', { conversationId })).lines).toEqual([])
  const blocked = await refusalOf(outside.ask('lead:undoConversion', { leadId }))
  expect(blocked).toMatchObject({ code: 'undo-blocked', details: { blocks: [{ why: 'closed', name: '' }] } })
  expect((await named.ask('deal:read', { dealId: deal.id })).removed).toBe(false)
})

test('[V23] nobody converts into a pipeline, or a deal, that is closed to them', async () => {
  const { id: leadId } = await scene.lead()
  const unknown = '01900000-0000-7000-8000-000000000000'
  const refused = await refusalOf(convert(outside, leadId, into()))
  const madeUp = { deal: { how: 'new', pipelineId: unknown, stageId: unknown } }
  expect(refused).toEqual(await refusalOf(convert(outside, leadId, madeUp)))
  expect(refused.code).toBe('not-found')
  const join = (dealId: string) => convert(outside, leadId, { deal: { how: 'existing', dealId } })
  expect(await refusalOf(join(scene.deal.id))).toEqual(await refusalOf(join(unknown)))
  const owned = convert(named, leadId, { ...into(), ownerId: scene.outside.id })
  expect(await refusalOf(owned)).toEqual({ code: 'owner-outside', details: { field: 'ownerId' } })
  expect((await scene.owner.ask('lead:read', { leadId })).lead.converted).toBe(null)
})

test('[V23] a conversion offers and counts the deals one may know', async () => {
  const { personId } = scene
  const details = { name: 'Ayşe Kaya' }
  const { id: leadId } = await scene.owner.ask('lead:create', { whose: { personId }, details })
  const weigh = async (line: Line) => {
    const { deals, belongings } = await line.ask('lead:conversionOptions', { leadId })
    return { offered: deals.length, ...belongings }
  }
  expect(await weigh(named)).toMatchObject({ offered: 1, deals: 1, notes: 1, files: 1, tasks: 1 })
  expect(await weigh(outside)).toMatchObject({ offered: 0, deals: 0, notes: 0, files: 0, tasks: 0 })
})

test('[V23] [R04] what became of a lead is counted and listed as far as one may know it', async () => {
  const { personId } = await scene.somebody()
  const details = { name: 'Deniz Ak', source: 'A fair behind closed doors' }
  const { id: leadId } = await scene.owner.ask('lead:create', { whose: { personId }, details })
  const { dealId } = await convert(named, leadId, into())
  const stage = (await named.ask('deal:read', { dealId: dealId ?? '' })).stageId
  for (const [line, known] of [
    [named, 1],
    [outside, 0],
  ] as const) {
    const { rows } = await line.ask('report:leads', { by: 'source' })
    expect(rows.find(({ key }) => key === details.source)).toMatchObject({ leads: 1, converted: 1, deals: known })
    const asked = { source: `"${details.source}"` }
    expect((await line.ask('lead:count', { ...asked, outcome: 'converted' })).count).toBe(1)
    expect((await line.ask('lead:count', { ...asked, outcome: 'deal' })).count).toBe(known)
    expect((await line.ask('lead:list', { ...asked, stage })).items).toHaveLength(known)
    expect((await line.ask('report:leads', { by: 'stage' })).rows.some(({ key }) => key === stage)).toBe(known === 1)
  }
})

test('[V23] a merge counts what one may know, and brings all of it', async () => {
  const { id: otherId } = await scene.owner.ask('contact:create', {
    ...{ whose: { siteId: scene.world.site.id }, details: { name: 'A. Kaya' } },
  })
  const { belongings, contact } = await outside.ask('contact:merge', { contactId: otherId, otherId: scene.contact.id })
  expect(belongings).toMatchObject({ deals: 0, notes: 0, files: 0, tasks: 0 })
  expect((await named.ask('deal:read', { dealId: scene.deal.id })).personId).toBe(contact.personId)
})

test('[V23] another owner of a contact gets the open deals they may know, and those only', async () => {
  const whose = { personId: (await scene.somebody()).personId }
  const contact = await scene.owner.ask('contact:create', { whose, details: { name: 'Fatma Kara' } })
  const make = (pipelineId: string) =>
    scene.owner.ask('deal:create', { personId: contact.personId, conversationId: null, pipelineId })
  const [known, closed] = [await make(scene.open.id), await make(scene.closed.id)]
  const ownerId = { was: contact.ownerId, is: scene.outside.id }
  await scene.owner.ask('contact:edit', { contactId: contact.id, changes: { ownerId }, movesOpen: true })
  const owner = async (dealId: string) => (await scene.owner.ask('deal:read', { dealId })).ownerId
  expect(await owner(known.id)).toBe(scene.outside.id)
  expect(await owner(closed.id)).toBe(closed.ownerId)
})
