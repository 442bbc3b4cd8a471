import { describe, expect, test } from 'vitest'
import { callingAt, mentionsIn } from '../../../../agent-console/parts/notes/mentions'
import { selin } from '../rows'

const agent = (id: string, name: string, disabled = false) => ({ ...selin, id, name, disabled })
const team = [agent('s', 'Selin Demir'), agent('i', 'İnci Işık'), agent('m', 'Marcus Hale'), agent('n', 'Marcus Noe')]

describe('[D16] calling colleagues', () => {
  test.each([
    ['@Selin Demir bakar mısın', ['s']],
    ['@selin please', ['s']],
    ['@inci ve @SELİN', ['s', 'i']],
    ['@Marcus which one?', []],
    ['@Marcus Noe you', ['n']],
    ['@Selini nobody', []],
    ['selin@kuzey.test', []],
    ['nobody', []],
  ])('%s calls %j', (text, ids) => {
    expect(mentionsIn(text, team, 'tr')).toEqual(ids)
  })

  test('nobody who is gone', () => {
    expect(mentionsIn('@Selin', [agent('s', 'Selin Demir', true)], 'en')).toEqual([])
  })

  test.each([
    ['hello @se', 'se'],
    ['@', ''],
    ['a@b', null],
    ['@se\nnext', null],
    ['none', null],
  ])('at the end of %j is %j', (text, letters) => {
    expect(callingAt(text)).toBe(letters)
  })
})
