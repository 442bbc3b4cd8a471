import { describe, expect, test } from 'vitest'
import type { CustomValue, FieldKind } from '#shared/protocol/fields'
import { customWords, isDay, isLink, valueFor } from '#shared/rules/custom-values'

const oak = '01900000-0000-7000-8000-000000000001'
const gone = '01900000-0000-7000-8000-000000000002'
const options = [
  { id: oak, name: 'Oak', removed: false },
  { id: gone, name: 'Elm', removed: true },
]

describe('what a field keeps', () => {
  const fits: [FieldKind, CustomValue][] = [
    ['text', 'x'.repeat(500)],
    ['number', 0],
    ['number', -1.5],
    ['date', '2028-02-29'],
    ['yesno', false],
    ['link', 'https://kaya.example'],
    ['list', oak],
  ]
  test.each(fits)('%s keeps %j', (kind, said) => {
    expect(valueFor({ kind, options }, said)).toBe(said)
    expect(valueFor({ kind, options }, null)).toBeNull()
    expect(valueFor({ kind, options }, '')).toBeNull()
  })

  const misfits: [FieldKind, CustomValue][] = [
    ['text', 'x'.repeat(501)],
    ['text', 5],
    ['number', '5'],
    ['number', Number.NaN],
    ['number', Number.POSITIVE_INFINITY],
    ['date', '2027-02-29'],
    ['date', '2027-2-9'],
    ['date', 20270101],
    ['yesno', 'yes'],
    ['link', 'kaya.example'],
    ['link', 'javascript:alert(1)'],
    ['link', `https://${'x'.repeat(2048)}`],
    ['list', gone],
    ['list', 'Oak'],
  ]
  test.each(misfits)('%s keeps no %j', (kind, said) => {
    expect(valueFor({ kind, options }, said)).toBeUndefined()
  })
})

test.each(['2026-12-31', '2000-02-29'])('%s is a day', (day) => expect(isDay(day)).toBe(true))
test.each(['2026-13-01', '2026-04-31', '0000-00-00', '26-01-01', '2026-01-01T00:00'])('%s is no day', (day) =>
  expect(isDay(day)).toBe(false),
)

test.each(['http://a', 'HTTPS://kaya.example/x?y#z'])('%s is a link', (link) => expect(isLink(link)).toBe(true))
test.each(['https://', 'https:///x', 'http://a b', ' https://a', 'data:text/html,x', 'https:kaya.example'])(
  '%s is no link',
  (link) => expect(isLink(link)).toBe(false),
)

test('choices are no words', () => {
  expect(customWords({ a: 'Green', b: oak, c: 5, d: true, e: null })).toEqual(['Green'])
})
