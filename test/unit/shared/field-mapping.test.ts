import { describe, expect, test } from 'vitest'
import type { CustomField, FieldKind, FieldRecord } from '#shared/protocol/fields'
import { canBeOwn, canMap, goNowhere, living, misfit, sameChoices, slotsOf } from '#shared/rules/field-mapping'
import { defaultMapping, type MapTarget } from '#shared/rules/lead-mapping'
import { fold } from '#shared/values/fold'

const field = (id: string, record: FieldRecord, kind: FieldKind, what: Partial<CustomField> = {}): CustomField => ({
  ...{ id, record, kind, name: id, options: [], rank: 'a0', version: 1, removed: false },
  ...what,
})
const option = (id: string, name: string, removed = false) => ({ id, name, removed })
const fields = [
  field('size', 'lead', 'number'),
  field('wood', 'lead', 'list', { options: [option('oak', 'Oak'), option('elm', 'Elm', true)] }),
  field('words', 'lead', 'text'),
  field('volume', 'deal', 'number'),
  field('tree', 'deal', 'list', { options: [option('quercus', 'OAK')] }),
  field('gone', 'deal', 'number', { removed: true }),
]
const slot = (record: FieldRecord, name: string) => {
  const found = slotsOf(record, fields).find((one) => one.field === name)
  if (!found) throw new Error(`There is no ${name}`)
  return found
}
const to = (record: MapTarget['record'], name: string, options?: Record<string, string>): MapTarget => ({
  ...{ record, field: name },
  ...(options && { options }),
})

describe('[V18] a field of a lead goes only where every value of it fits', () => {
  test.each([
    ['name', 'contact', 'name', true],
    ['name', 'deal', 'name', true],
    ['company', 'company', 'name', true],
    ['company', 'contact', 'title', false],
    ['description', 'contact', 'description', true],
    ['description', 'contact', 'address', false],
    ['website', 'contact', 'description', true],
    ['website', 'contact', 'address', false],
    ['address', 'contact', 'website', false],
    ['emails', 'contact', 'phones', false],
    ['tags', 'deal', 'tags', true],
    ['ownerId', 'deal', 'source', false],
    ['custom.size', 'deal', 'custom.volume', true],
    ['custom.size', 'deal', 'custom.tree', false],
    ['custom.wood', 'deal', 'custom.tree', true],
    ['custom.words', 'contact', 'title', false],
    ['custom.words', 'contact', 'address', true],
  ] as const)('%s to %s %s: %s', (from, record, name, fits) => {
    expect(canMap(slot('lead', from), slot(record, name))).toBe(fits)
  })

  test('the usual way fits in every place', () => {
    for (const [name, targets] of Object.entries(defaultMapping)) expect(misfit(name, targets, fields)).toBeUndefined()
  })

  test('what does not is named', () => {
    expect(misfit('custom.size', [to('deal', 'custom.gone')], fields)).toBeTruthy()
    expect(misfit('nothing', [to('deal', 'name')], fields)).toBeTruthy()
    expect(misfit('name', [to('deal', 'name'), to('deal', 'source')], fields)).toEqual(to('deal', 'source'))
    expect(misfit('custom.wood', [to('deal', 'custom.tree', { oak: 'quercus' })], fields)).toBeUndefined()
    expect(misfit('custom.wood', [to('deal', 'custom.tree', { elm: 'quercus' })], fields)).toBeTruthy()
    expect(misfit('custom.wood', [to('deal', 'custom.tree', { oak: 'oak' })], fields)).toBeTruthy()
  })
})

test('[V18] what was removed since is passed over, and what then goes nowhere is named', () => {
  const mapping = {
    ...defaultMapping,
    'custom.size': [to('deal', 'custom.gone')],
    'custom.wood': [to('deal', 'custom.tree', { oak: 'quercus', elm: 'quercus' })],
    'custom.never': [to('deal', 'custom.volume')],
  }
  const alive = living(mapping, fields)
  expect(alive['custom.size']).toEqual([])
  expect(alive['custom.wood']).toEqual([to('deal', 'custom.tree', { oak: 'quercus' })])
  expect(alive).not.toHaveProperty('custom.never')
  expect(goNowhere(alive, fields).map((one) => one.field)).toEqual(['custom.size', 'custom.words'])
})

test('[V18] choices that are called alike stand for one another', () => {
  expect(sameChoices(slot('lead', 'custom.wood'), slot('deal', 'custom.tree'), fold)).toEqual({ oak: 'quercus' })
})

test('[V18] a field of one’s own is made like another where there is such a kind', () => {
  expect(canBeOwn(slot('lead', 'industry'))).toBe('text')
  expect(canBeOwn(slot('lead', 'mayMail'))).toBe('yesno')
  expect(canBeOwn(slot('lead', 'description'))).toBeNull()
  expect(canBeOwn(slot('lead', 'tags'))).toBeNull()
})
