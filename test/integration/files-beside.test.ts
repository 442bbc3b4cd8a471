import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Lead } from '#shared/protocol/leads'
import { type Door, doors, filePath } from '#shared/rules/doors'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { Converting } from '../support/converting'
import type { World } from '../support/world'
import { putFile } from '../support/write-file'

let converting: Converting
let world: World
let owner: Line

beforeAll(async () => {
  converting = await Converting.open()
  ;({ world, owner } = converting)
})
afterAll(() => world.close())
beforeEach(() => world.app.limits.forgive('upload', 'agent'))

const kept = () => readdirSync(join(world.dataDir, 'files', 'kept'))
const bytesOf = (door: Door, id: string, cookie = world.cookie) =>
  world.fetch(`/api/v1${filePath(door, id)}`, { headers: { cookie } })
const newLead = (name: string): Promise<Lead> =>
  owner.ask('lead:create', { whose: { siteId: world.site.id }, details: { name } })

type Kept = { door: Exclude<Door, 'deal'>; id: string }
const make: Record<Kept['door'], () => Promise<string>> = {
  lead: async () => (await newLead('Ayşe Kaya')).id,
  contact: async () => (await converting.knownContact({ name: 'Deniz Ak' })).id,
  company: async () => (await owner.ask('company:create', { siteId: world.site.id, details: { name: 'Kaya' } })).id,
}
const list = (door: Kept['door'], id: string) =>
  owner.ask(`${door}:files` as 'lead:files', { [`${door}Id`]: id } as { leadId: string })

describe.each(['lead', 'contact', 'company'] as const)('[D16] a file beside a %s', (door) => {
  test('is added, listed, told, comes back byte for byte and is removed with its bytes', async () => {
    const id = await make[door]()
    const file = await putFile(world, door, id, 'offer')
    expect(file).toMatchObject({ name: 'offer.txt', type: 'text/plain', record: doors[door].keeper, size: 5 })
    expect(await list(door, id)).toEqual([file])
    await owner.heardFact('file.added', (fact) => fact.data.file.id === file.id)
    expect(await (await bytesOf(door, file.id)).text()).toBe('offer')
    await owner.ask(`${door}:removeFile` as 'lead:removeFile', { fileId: file.id })
    expect(await list(door, id)).toEqual([])
    expect(kept()).not.toContain(file.id)
    expect((await bytesOf(door, file.id)).status).toBe(404)
  })

  test('is there once however often it is sent, and for nobody of another site', async () => {
    const id = await make[door]()
    const path = `/api/v1/${doors[door].path}/${id}/files?name=plan.txt`
    const headers = { 'idempotency-key': randomId(), 'content-type': 'text/plain' }
    const send = async (more = {}) =>
      (await world.fetch(path, { method: 'PUT', body: 'A plan', headers: { ...headers, ...more } })).json()
    const file = await send()
    expect(await send()).toEqual(file)
    expect(await list(door, id)).toEqual([file])
    const stranger = await world.hire(`Yuki Tanaka ${door}`, 'agent', [])
    expect((await bytesOf(door, file.id, stranger)).status).toBe(404)
    expect((await send({ cookie: stranger, 'idempotency-key': randomId() })).code).toBe('not-found')
    expect((await bytesOf('deal', file.id)).status).toBe(404)
  })
})

describe('[V14] files of a lead that is converted', () => {
  const beside = async (dealId: string) => (await owner.ask('file:ofDeal', { dealId })).map(({ name }) => name)
  const names = async (door: Kept['door'], id: string) => (await list(door, id)).map(({ name }) => name)

  test('go to the deal that is made, are counted, and come back when it is taken back', async () => {
    const { lead } = await converting.writer({ name: 'Ayşe Kaya' })
    for (const name of ['plan', 'measures']) await putFile(world, 'lead', lead.id, name)
    expect((await converting.weigh(lead)).files).toBe(2)
    const before = await list('lead', lead.id)
    const { dealId, filesToDeal, belongings } = await converting.convert(lead, { deal: converting.newDeal() })
    expect([filesToDeal, belongings.files]).toEqual([2, 2])
    expect(await beside(dealId ?? '')).toEqual(['measures.txt', 'plan.txt'])
    expect(await names('lead', lead.id)).toEqual([])
    expect((await owner.ask('deal:history', { dealId: dealId ?? '' })).map(({ name }) => name)).toContain(
      'file.arrived',
    )
    await converting.undo(lead)
    const without = (files: typeof before) => files.map(({ version: _, ...file }) => file)
    expect(without(await list('lead', lead.id))).toEqual(without(before))
  })

  test('stay with the contact where that is chosen, and where no deal is made', async () => {
    for (const choice of [{ deal: converting.newDeal(), files: 'contact' as const }, {}]) {
      const { lead } = await converting.writer({ name: 'Ayşe Kaya' })
      await putFile(world, 'lead', lead.id, 'plan')
      const { contactId, filesToDeal } = await converting.convert(lead, choice)
      expect(filesToDeal).toBe(0)
      expect(await names('contact', contactId)).toEqual(['plan.txt'])
    }
  })

  test('leave what the contact had before where it was', async () => {
    const { lead, personId } = await converting.writer({ name: 'Ayşe Kaya' })
    const contact = await converting.knownContact({ name: 'A. Kaya' })
    await putFile(world, 'contact', contact.id, 'contract')
    await putFile(world, 'lead', lead.id, 'plan')
    const choice = { contact: { how: 'existing' as const, contactId: contact.id }, deal: converting.newDeal() }
    const { dealId } = await converting.convert(lead, choice)
    expect(await beside(dealId ?? '')).toEqual(['plan.txt'])
    expect(await names('contact', contact.id)).toEqual(['contract.txt'])
    await converting.undo(lead)
    expect(await names('contact', contact.id)).toEqual(['contract.txt'])
    expect(await list('lead', lead.id)).toMatchObject([{ name: 'plan.txt', personId, recordId: personId }])
  })

  test('what was added since stays where it can be found when it is taken back', async () => {
    const { lead, personId } = await converting.writer({ name: 'Ayşe Kaya' })
    const gone = await putFile(world, 'lead', lead.id, 'draft')
    const { dealId, contactId } = await converting.convert(lead, { deal: converting.newDeal() })
    await putFile(world, 'contact', contactId, 'contract')
    await putFile(world, 'deal', dealId ?? '', 'offer')
    await owner.ask('file:remove', { fileId: gone.id })
    await converting.undo(lead)
    expect((await names('lead', lead.id)).sort()).toEqual(['contract.txt', 'offer.txt'])
    expect((await list('lead', lead.id)).every((file) => file.personId === personId)).toBe(true)
  })

  test('are not added to a lead that has become a contact', async () => {
    const lead = await newLead('Ayşe Kaya')
    await converting.convert(lead)
    expect(await putFile(world, 'lead', lead.id, 'late')).toMatchObject({ code: 'lead-converted' })
  })
})

test('[C05] files of both stand with the contact that remains, and part again with what came since', async () => {
  const [stays, goes] = [
    await converting.knownContact({ name: 'Deniz Ak' }),
    await converting.knownContact({ name: 'D. Ak' }),
  ]
  await putFile(world, 'contact', stays.id, 'one')
  const two = await putFile(world, 'contact', goes.id, 'two')
  const { change, belongings } = await owner.ask('contact:merge', { contactId: stays.id, otherId: goes.id })
  expect(belongings.files).toBe(1)
  await putFile(world, 'contact', stays.id, 'since')
  const names = async (id: string) => (await list('contact', id)).map(({ name }) => name)
  expect((await names(stays.id)).sort()).toEqual(['one.txt', 'since.txt', 'two.txt'])
  await owner.ask('contact:unmerge', { contactId: stays.id, changeId: change.id })
  expect((await names(stays.id)).sort()).toEqual(['one.txt', 'since.txt'])
  expect((await list('contact', goes.id)).map(({ id }) => id)).toEqual([two.id])
})

test('[D16] who may not change leads neither adds a file to one nor takes one away', async () => {
  const lead = await newLead('Ayşe Kaya')
  const file = await putFile(world, 'lead', lead.id, 'plan')
  const cookie = await world.hire('Hannah Cole', 'read-only')
  const reader = await world.agent(cookie)
  expect(await reader.ask('lead:files', { leadId: lead.id })).toHaveLength(1)
  expect((await refusalOf(reader.ask('lead:removeFile', { fileId: file.id }))).code).toBe('not-allowed')
  const headers = { 'idempotency-key': randomId(), 'content-type': 'text/plain', cookie }
  const put = await world.fetch(`/api/v1/leads/${lead.id}/files?name=a.txt`, { method: 'PUT', body: 'a', headers })
  expect(put.status).toBe(403)
})
