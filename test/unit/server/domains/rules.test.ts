import { describe, expect, test } from 'vitest'
import { assertSound, deepest, holds, outcomeOf, reasonToSkip, type Subject } from '#server/domains/rules/rules'
import { nextTry } from '#server/jobs/back-off'
import type { Condition, Deed, RuleDraft } from '#shared/protocol/rules'
import { fieldsOf } from '#shared/rules/automation'
import { ruleEvents } from '#shared/rules/rule-events'
import { fillIn, onOneLine, placeholdersIn } from '#shared/rules/templates'
import { clockIn } from '#shared/values/zone'

const subject: Subject = {
  ...{ siteId: 's1', ownerId: 'a1', language: 'tr-TR', hasEmail: true, hasDeal: false },
  ...{ source: 'Kuzey · shop.test/İndirim', tags: ['Vip'], pipelineId: 'p1', stageId: 't1' },
  ...{ amount: 5_000, currency: 'TRY', clock: { weekday: 1, time: '09:30' } },
}

describe('a condition', () => {
  const cases: [Condition, boolean][] = [
    [{ field: 'site', is: true, anyOf: ['s2', 's1'] }, true],
    [{ field: 'site', is: true, anyOf: ['s2'] }, false],
    [{ field: 'owner', is: true, anyOf: ['nobody'] }, false],
    [{ field: 'owner', is: true, anyOf: ['a1'] }, true],
    [{ field: 'pipeline', is: true, anyOf: ['p1'] }, true],
    [{ field: 'stage', is: true, anyOf: ['t2'] }, false],
    [{ field: 'source', is: true, text: 'INDIRIM' }, true],
    [{ field: 'tag', is: true, text: 'vip' }, true],
    [{ field: 'tag', is: true, text: 'vi' }, false],
    [{ field: 'language', is: true, text: 'tr' }, true],
    [{ field: 'language', is: true, text: 't' }, false],
    [{ field: 'amount', is: true, from: 5_000, until: 5_000, currency: 'TRY' }, true],
    [{ field: 'amount', is: true, from: 5_001, until: null, currency: 'TRY' }, false],
    [{ field: 'amount', is: true, from: null, until: 4_999, currency: 'TRY' }, false],
    [{ field: 'amount', is: true, from: 0, until: null, currency: 'EUR' }, false],
    [{ field: 'deal', is: true }, false],
    [{ field: 'email', is: true }, true],
    [{ field: 'hours', is: true, days: [1], from: '09:30', until: '18:00' }, true],
    [{ field: 'hours', is: true, days: [1], from: '08:00', until: '09:30' }, false],
    [{ field: 'hours', is: true, days: [2, 3], from: '09:00', until: '18:00' }, false],
    // Into the next day, from the day it begins on.
    [{ field: 'hours', is: true, days: [0], from: '22:00', until: '10:00' }, true],
    [{ field: 'hours', is: true, days: [1], from: '22:00', until: '10:00' }, false],
    [{ field: 'hours', is: true, days: [1], from: '09:00', until: '09:00' }, true],
  ]
  test.each(cases)('%j: %s', (condition, so) => {
    expect(holds(condition, subject)).toBe(so)
    expect(holds({ ...condition, is: false }, subject)).toBe(!so)
  })

  test('nobody owns what nobody owns, and no amount is within no range', () => {
    expect(holds({ field: 'owner', is: true, anyOf: ['nobody'] }, { ...subject, ownerId: null })).toBe(true)
    const range: Condition = { field: 'amount', is: true, from: null, until: null, currency: 'TRY' }
    expect(holds(range, { ...subject, amount: null })).toBe(false)
  })
})

describe('why a rule skips', () => {
  const rule = { id: 'r', siteId: null, conditions: [] }
  const happened = { siteId: 's1', chain: [] as string[], isPast: false }
  const why = (one: Partial<typeof happened>, of: Partial<{ siteId: string | null; conditions: Condition[] }> = {}) =>
    reasonToSkip({ ...rule, ...of }, { ...happened, ...one }, subject)
  test('it acts when nothing speaks against it', () => expect(why({})).toBeNull())
  test('another site comes first', () => expect(why({ chain: ['r'] }, { siteId: 's2' })).toEqual({ why: 'other-site' }))
  test('its own doing, however far back', () => expect(why({ chain: ['r', 'q'] })).toEqual({ why: 'own-doing' }))
  test('too many rules in a row', () =>
    expect(why({ chain: Array.from({ length: deepest }, (_, at) => `q${at}`) })).toEqual({ why: 'too-deep' }))
  test('what ended long ago', () => expect(why({ isPast: true })).toEqual({ why: 'past' }))
  test('the first condition that is not so is named', () => {
    const [yes, no]: Condition[] = [
      { field: 'email', is: true },
      { field: 'deal', is: true },
    ]
    expect(why({}, { conditions: [yes, no, { field: 'email', is: false }] as Condition[] })).toEqual({
      why: 'condition',
      condition: no,
    })
  })
})

describe('a text with holes', () => {
  test('is filled once; what fills it is never read again', () => {
    const known = { 'contact.name': '{{deal.name}} $& $1', 'deal.name': 'Tables' }
    expect(fillIn('Hi {{ contact.name }}: {{deal.name}}', known)).toBe('Hi {{deal.name}} $& $1: Tables')
  })
  test('says something else where nothing is known', () => {
    expect(fillIn('Hi {{contact.name|friend}}{{deal.name}}!', { 'contact.name': '' })).toBe('Hi friend!')
  })
  test('names what it asks for, and half a hole as one', () => {
    expect(placeholdersIn('{{a.b}} {{a.b|c}} {{d}}')).toEqual(['a.b', 'd'])
    expect(placeholdersIn('{{a.b')).toEqual(['{{'])
    expect(placeholdersIn('a }} b')).toEqual(['{{'])
  })
  test('stands on one line', () => {
    expect(onOneLine('a\r\nBcc: b\u0085\u2028c\u0000')).toBe('a Bcc: b c')
  })
})

describe('what is saved', () => {
  const draft: RuleDraft = {
    ...{ name: 'x', siteId: null, on: true, trigger: { on: 'conversation.started' }, conditions: [] },
    actions: [{ do: 'task', title: '{{contact.name}}', dueInDays: 1, assignee: 'owner' }],
  }
  test('knows what its event knows', () => {
    expect(() => assertSound(draft)).not.toThrow()
    const stage: Condition = { field: 'stage', is: true, anyOf: ['t1'] }
    expect(() => assertSound({ ...draft, conditions: [stage] })).toThrow('malformed')
    expect(() => assertSound({ ...draft, actions: [{ do: 'tag', tag: 'x' }] })).toThrow('malformed')
    const mail = { do: 'mail', to: 'person', subject: 'x', text: '{{deal.name}}' } as const
    expect(() => assertSound({ ...draft, actions: [mail] })).toThrow('placeholder-unknown')
  })
  test.each(ruleEvents)('%s can be asked for its site', (event) => expect(fieldsOf(event)).toContain('site'))
})

test('a run has failed only when nothing of it could be done', () => {
  const deed = (result: Deed['result']): Deed => ({ do: 'tag', result, code: '', about: '', madeId: null })
  expect(outcomeOf([deed('refused'), deed('done')])).toBe('done')
  expect(outcomeOf([deed('refused'), deed('refused')])).toBe('failed')
  expect(outcomeOf([deed('skipped')])).toBe('done')
})

test('what failed is tried again after 1, 2, 4 … 60 minutes, for three days', () => {
  const since = '2026-11-22T10:00:00.000Z'
  const minutes = (tries: number) => (Date.parse(nextTry(tries, since, since) ?? '') - Date.parse(since)) / 60_000
  expect([1, 2, 3, 6, 7, 50].map(minutes)).toEqual([1, 2, 4, 32, 60, 60])
  expect(nextTry(80, since, '2026-11-25T08:59:00.000Z')).not.toBeNull()
  expect(nextTry(80, since, '2026-11-25T09:01:00.000Z')).toBeNull()
})

test('[X01] clocks of a zone say which day of the week it is there, and what time', () => {
  expect(clockIn('2026-11-22T22:30:00.000Z', 'Europe/Istanbul')).toEqual({ weekday: 1, time: '01:30' })
  expect(clockIn('2026-11-22T22:30:00.000Z', 'America/New_York')).toEqual({ weekday: 0, time: '17:30' })
})
