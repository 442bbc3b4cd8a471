import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import type { CustomField, FieldKind, FieldRecord } from '#shared/protocol/fields'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { pgliteDialect } from '../support/pglite'
import { World } from '../support/world'

const dialects: [string, (folder: string) => Storage][] = [
  ['SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite'))],
  ['PGlite', () => postgresStorage(pgliteDialect())],
]

describe.each(dialects)('fields of one’s own on %s', (_, storage) => {
  let world: World
  let owner: Line

  beforeAll(async () => {
    world = await World.open({ storage })
    owner = await world.agent()
  })
  afterAll(() => world.close())

  const add = (record: FieldRecord, kind: FieldKind, options: string[] = []): Promise<CustomField> => {
    const choices = options.map((name) => ({ name }))
    return owner.ask('field:create', { record, kind, name: `${kind} ${randomId()}`, options: choices })
  }
  const fieldsOf = async (record: FieldRecord) =>
    (await owner.ask('field:list', {})).filter((one) => one.record === record && !one.removed)
  const newLead = (custom = {}) =>
    owner.ask('lead:create', { whose: { siteId: world.site.id }, details: { name: 'Ayşe Kaya', custom } })
  const set = (leadId: string, fieldId: string, was: unknown, is: unknown) =>
    owner.ask('lead:edit', { leadId, changes: { custom: { [fieldId]: { was, is } } } as object })

  test('[C02] a field of each kind keeps what fits it and refuses by name what does not', async () => {
    const { id: leadId } = await newLead()
    const list = await add('lead', 'list', ['Oak', 'Walnut'])
    const oak = list.options[0]?.id ?? ''
    const trials: [CustomField, unknown, unknown][] = [
      [await add('lead', 'text'), 'İznik tiles', 'x'.repeat(501)],
      [await add('lead', 'number'), -12.5, '12'],
      [await add('lead', 'date'), '2028-02-29', '2027-02-29'],
      [await add('lead', 'yesno'), false, 'no'],
      [await add('lead', 'link'), 'https://kaya.example/plan?x=1', 'javascript:alert(1)'],
      [list, oak, 'Oak'],
    ]
    for (const [field, good, bad] of trials) {
      const kept = await set(leadId, field.id, null, good)
      expect(kept.custom[field.id]).toBe(good)
      const refused = await refusalOf(set(leadId, field.id, good, bad))
      expect(refused).toMatchObject({ code: 'field-invalid', details: { field: `custom.${field.id}` } })
    }
    const emptied = await set(leadId, trials[0]?.[0].id ?? '', 'İznik tiles', '')
    expect(Object.keys(emptied.custom)).toHaveLength(5)
    const foreign = await refusalOf(set(leadId, (await add('deal', 'text')).id, null, 'x'))
    expect(foreign.code).toBe('field-invalid')
  })

  test('[C02] two agents change two fields at once, and only the same one is refused', async () => {
    const [colour, size] = [await add('lead', 'text'), await add('lead', 'number')]
    const lead = await newLead({ [colour.id]: 'Green' })
    expect(lead.custom).toEqual({ [colour.id]: 'Green' })
    await set(lead.id, colour.id, 'Green', 'Blue')
    expect((await set(lead.id, size.id, null, 3)).custom).toEqual({ [colour.id]: 'Blue', [size.id]: 3 })
    const late = await refusalOf(set(lead.id, colour.id, 'Green', 'Red'))
    expect(late).toMatchObject({ code: 'stale', details: { field: `custom.${colour.id}`, current: 'Blue' } })
    const fact = await owner.heardFact('lead.edited', ({ data }) => data.lead.id === lead.id && data.lead.version === 3)
    expect(fact.data.changes).toEqual([{ field: `custom.${size.id}`, was: null, is: 3 }])
    expect((await set(lead.id, size.id, null, 3)).version).toBe(3)
  })

  test('[C02] [C03] [D05] contacts, companies and deals have them too, and are found by their words', async () => {
    const siteId = world.site.id
    const word = `Zeytin${randomId().replace(/[^a-z0-9]/gi, '')}`
    const custom = async (record: FieldRecord) => ({ [(await add(record, 'text')).id]: `İnce ${word}` })
    const ofContact = await custom('contact')
    const whose = { siteId }
    const contact = await owner.ask('contact:create', { whose, details: { name: 'Elif', custom: ofContact } })
    const ofCompany = await custom('company')
    const company = await owner.ask('company:create', { siteId, details: { name: 'Kaya', custom: ofCompany } })
    const lead = await newLead(await custom('lead'))
    const { id: dealId } = await owner.ask('deal:create', { personId: contact.personId, conversationId: null })
    const changes = Object.entries(await custom('deal')).map(([id, is]) => [id, { was: null, is }])
    await owner.ask('deal:edit', { dealId, changes: { custom: Object.fromEntries(changes) } })
    expect(contact.custom).toEqual(ofContact)
    expect(company.custom).toEqual(ofCompany)
    const q = word.slice(0, -2).toUpperCase()
    expect((await owner.ask('contact:list', { q })).items.map((one) => one.contact.id)).toEqual([contact.id])
    expect((await owner.ask('company:list', { q })).items.map(({ id }) => id)).toEqual([company.id])
    expect((await owner.ask('lead:list', { q })).items.map((one) => one.lead.id)).toEqual([lead.id])
    expect((await owner.ask('deal:list', { q })).cards.map(({ deal }) => deal.id)).toEqual([dealId])
  })

  test('[V18] a removed field keeps what was written in it, and comes back to its place', async () => {
    const [first, second] = [await add('lead', 'text'), await add('lead', 'text')]
    const lead = await newLead({ [first.id]: 'Kept' })
    await owner.ask('field:remove', { fieldId: first.id })
    expect((await fieldsOf('lead')).map(({ id }) => id)).not.toContain(first.id)
    const { lead: kept } = await owner.ask('lead:read', { leadId: lead.id })
    expect(kept.custom[first.id]).toBe('Kept')
    expect((await refusalOf(set(lead.id, first.id, 'Kept', 'Other'))).code).toBe('field-invalid')
    await set(lead.id, second.id, null, 'More')
    await owner.ask('field:restore', { fieldId: first.id })
    expect((await set(lead.id, first.id, 'Kept', 'Other')).custom).toMatchObject({ [first.id]: 'Other' })
    const order = (await fieldsOf('lead')).map(({ id }) => id)
    expect(order.indexOf(first.id)).toBe(order.indexOf(second.id) - 1)
    await owner.ask('field:move', { fieldId: second.id, beforeId: first.id })
    const moved = (await fieldsOf('lead')).map(({ id }) => id)
    expect(moved.indexOf(second.id)).toBe(moved.indexOf(first.id) - 1)
  })

  test('[V18] choices are renamed, added and taken away; one that was chosen stays readable', async () => {
    const field = await add('contact', 'list', ['Oak', 'Walnut'])
    const [oak, walnut] = field.options
    const custom = { [field.id]: oak?.id ?? '' }
    await owner.ask('contact:create', { whose: { siteId: world.site.id }, details: { name: 'Can', custom } })
    const edit = (is: { id?: string; name: string }[], was = field.options) =>
      owner.ask('field:edit', { fieldId: field.id, changes: { options: { was, is } } })
    const edited = await edit([{ name: 'Beech' }, { id: walnut?.id ?? '', name: 'Nut' }])
    expect(edited.options.map(({ name, removed }) => [name, removed])).toEqual([
      ['Beech', false],
      ['Nut', false],
      ['Oak', true],
    ])
    expect((await refusalOf(edit([{ name: 'Late' }]))).code).toBe('stale')
    expect((await refusalOf(edit([{ name: 'Ash' }, { name: 'ASH' }], edited.options))).code).toBe('name-taken')
    const again = { whose: { siteId: world.site.id }, details: { name: 'Mert', custom } }
    expect((await refusalOf(owner.ask('contact:create', again))).code).toBe('field-invalid')
  })

  test('[V18] fifty fields are enough, and no two of one record have one name', async () => {
    const { id, name } = await add('company', 'text')
    const twice = owner.ask('field:create', { record: 'company', name: name.toUpperCase(), kind: 'date' })
    expect((await refusalOf(twice)).code).toBe('name-taken')
    while ((await fieldsOf('company')).length < 50) await add('company', 'text')
    expect((await refusalOf(add('company', 'text'))).code).toBe('list-full')
    await owner.ask('field:remove', { fieldId: id })
    await owner.ask('field:create', { record: 'company', name, kind: 'date' })
    expect((await refusalOf(owner.ask('field:restore', { fieldId: id }))).code).toBe('list-full')
  })
  test('[V18] [V06] a lead’s fields go where the mapping says, and a dry run writes nothing', async () => {
    const [size, volume] = [await add('lead', 'number'), await add('deal', 'number')]
    const wood = await add('lead', 'list', ['Oak', 'Elm'])
    const tree = await add('contact', 'list', ['Oak'])
    const [oak = { id: '' }, elm = { id: '' }] = wood.options
    const lead = await newLead({ [size.id]: 12, [wood.id]: oak.id })
    const landing = () => owner.ask('mapping:try', { leadId: lead.id })
    expect((await landing()).left.map(({ field }) => field)).toEqual([`custom.${size.id}`, `custom.${wood.id}`])
    const choices = { [oak.id]: tree.options[0]?.id ?? '' }
    const toDeal = { record: 'deal', field: `custom.${volume.id}` } as const
    const toContact = { record: 'contact', field: `custom.${tree.id}`, options: choices } as const
    await owner.ask('mapping:save', {
      changes: {
        [`custom.${size.id}`]: { was: [], is: [toDeal] },
        [`custom.${wood.id}`]: { was: [], is: [toContact] },
      },
    })
    const before = await owner.ask('contact:list', {})
    const tried = await landing()
    expect(tried.left).toEqual([])
    expect(tried.deal).toMatchObject({ [`custom.${volume.id}`]: 12 })
    expect(tried.contact).toMatchObject({ name: 'Ayşe Kaya', [`custom.${tree.id}`]: tree.options[0]?.id })
    expect(await owner.ask('contact:list', {})).toEqual(before)
    await set(lead.id, wood.id, oak.id, elm.id)
    expect((await landing()).left).toEqual([{ field: `custom.${wood.id}`, value: elm.id }])
    await owner.ask('field:remove', { fieldId: volume.id })
    expect((await landing()).left.map(({ field }) => field)).toContain(`custom.${size.id}`)
    await owner.ask('field:restore', { fieldId: volume.id })
    expect((await landing()).deal).toMatchObject({ [`custom.${volume.id}`]: 12 })
  })

  test('[V18] two admins map at once: each field by itself, and nothing that does not fit', async () => {
    const map = (field: string, was: object[], is: object[]) =>
      owner.ask('mapping:save', { changes: { [field]: { was, is } } as never })
    const usual = [{ record: 'company', field: 'industry' }]
    await map('industry', usual, [])
    const late = await refusalOf(map('industry', usual, [{ record: 'contact', field: 'title' }]))
    expect(late).toMatchObject({ code: 'stale', details: { field: 'industry', current: [] } })
    for (const is of [
      [{ record: 'contact', field: 'emails' }],
      [{ record: 'contact', field: 'nothing' }],
      [{ record: 'deal', field: `custom.${(await add('deal', 'date')).id}` }],
    ])
      expect(await refusalOf(map('industry', [], is))).toMatchObject({
        ...{ code: 'mapping-incompatible', details: { field: 'industry' } },
      })
    await map('industry', [], usual)
    const { targets } = await owner.ask('mapping:read', {})
    expect(targets.industry).toEqual(usual)
  })
})
