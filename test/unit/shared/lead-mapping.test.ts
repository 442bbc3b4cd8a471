import { describe, expect, test } from 'vitest'
import { defaultMapping, differences, fillIn, mapLead } from '#shared/rules/lead-mapping'

const lead = {
  name: 'Ayşe Kaya',
  emails: ['ayse@kaya.test'],
  phones: ['+90 532 123 45 67'],
  company: 'Kaya Mobilya',
  title: 'Buyer',
  industry: 'Wood',
  website: '',
  source: 'Shop',
  tags: ['vip'],
  ownerId: null,
  mayMail: false,
  saidName: 'Ayşe K.',
}

describe('[V06] a lead’s values', () => {
  test('go where the table says, and nowhere when they are empty', () => {
    const { contact, company, deal, left } = mapLead(lead)
    expect(contact).toEqual({
      ...{ name: 'Ayşe Kaya', emails: ['ayse@kaya.test'], phones: ['+90 532 123 45 67'], title: 'Buyer' },
      ...{ source: 'Shop', tags: ['vip'], mayMail: false },
    })
    expect(company).toEqual({ name: 'Kaya Mobilya', phones: lead.phones, industry: 'Wood', tags: ['vip'] })
    expect(deal).toEqual({ source: 'Shop', tags: ['vip'] })
    expect(left).toEqual([{ field: 'saidName', value: 'Ayşe K.' }])
  })

  test('that go nowhere are named, and a custom field goes where it is sent', () => {
    const { title: _, ...rest } = defaultMapping
    const mapping = { ...rest, 'custom.size': [{ record: 'deal' as const, field: 'custom.volume' }] }
    const mapped = mapLead({ ...lead, 'custom.size': 12 } as never, mapping)
    expect(mapped.deal['custom.volume']).toBe(12)
    expect(mapped.left).toContainEqual({ field: 'title', value: 'Buyer' })
  })

  test('of fields of one’s own go on as such, and a choice becomes the one that stands for it', () => {
    const mapping = {
      'custom.size': [{ record: 'contact' as const, field: 'custom.volume' }],
      'custom.wood': [{ record: 'deal' as const, field: 'custom.tree', options: { oak: 'quercus' } }],
    }
    const mapped = (wood: string) => mapLead({ custom: { size: 12, wood, colour: 'Green' } }, mapping)
    expect(mapped('oak')).toMatchObject({ contact: { 'custom.volume': 12 }, deal: { 'custom.tree': 'quercus' } })
    expect(mapped('oak').left).toEqual([{ field: 'custom.colour', value: 'Green' }])
    expect(mapped('elm').left).toContainEqual({ field: 'custom.wood', value: 'elm' })
    const { contact } = mapped('oak')
    expect(fillIn({ custom: { other: 1 } }, contact)).toEqual({ custom: { other: 1, volume: 12 } })
    expect(fillIn({ custom: { volume: 1 } }, contact)).toEqual({ custom: { volume: 1 } })
    expect(fillIn({ custom: { volume: 1 } }, contact, ['custom.volume'])).toEqual({ custom: { volume: 12 } })
    expect(differences({ custom: { volume: 1 } }, contact)).toEqual([
      { field: 'custom.volume', theirs: 1, brought: 12 },
    ])
  })

  test('fill blanks, join lists, replace only what was chosen, and blank nothing', () => {
    const there = { name: 'A. Kaya', title: '', emails: ['AYSE@kaya.test', 'a@b.test'], mayMail: true, address: 'Here' }
    expect(fillIn(there, mapLead(lead).contact)).toEqual({
      ...{ name: 'A. Kaya', title: 'Buyer', emails: ['AYSE@kaya.test', 'a@b.test'], mayMail: true, address: 'Here' },
    })
    const chosen = fillIn(there, { ...mapLead(lead).contact, address: '' }, ['name', 'emails', 'address', 'mayMail'])
    expect(chosen).toMatchObject({ name: 'Ayşe Kaya', emails: ['ayse@kaya.test', 'a@b.test'], mayMail: false })
    expect(chosen.address).toBe('Here')
    expect(differences(there, mapLead(lead).contact)).toEqual([
      { field: 'name', theirs: 'A. Kaya', brought: 'Ayşe Kaya' },
      { field: 'mayMail', theirs: true, brought: false },
    ])
  })
})
