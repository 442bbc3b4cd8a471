import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text } from '#shared/protocol/define'

const Name = text(10)
const Note = text(10, 0)

describe('text a person typed', () => {
  test.each([
    ['is trimmed', '  Ayşe \n', 'Ayşe'],
    ['keeps line breaks and tabs inside', 'a\n\tb', 'a\n\tb'],
    ['loses control characters', 'a\u0000b\u0007c\u001b\u007fd', 'abcd'],
    ['is composed, so that the same letters compare as the same', 'I\u0307g\u0306', '\u0130\u011f'],
    ['is composed also where a control character stood between', 'e\u0000\u0301', 'é'],
    ['has half a character replaced, since it could not be stored', 'a\ud83db', 'a\ufffdb'],
    ['keeps whole characters outside the basic plane', '🙂', '🙂'],
    ['keeps the letters of every language', 'İıŞşÇ漢ع', 'İıŞşÇ漢ع'],
  ])('%s', (_, typed, kept) => {
    expect(Name.parse(typed)).toBe(kept)
  })

  test('is refused when nothing is left of it', () => {
    expect(Name.safeParse(' \u0000\t ').success).toBe(false)
    expect(Note.parse(' \u0000\t ')).toBe('')
  })

  test('may be as long as said, measured after cleaning', () => {
    expect(Name.safeParse('a'.repeat(10)).success).toBe(true)
    expect(Name.safeParse('a'.repeat(11)).success).toBe(false)
    expect(Name.safeParse(`   ${'a'.repeat(10)}   `).success).toBe(true)
  })

  test('is refused before it is cleaned when it is far too long', () => {
    expect(Name.safeParse(' '.repeat(21)).success).toBe(false)
  })

  test.each([undefined, null, 1, {}, ['a']])('is never %j', (value) => {
    expect(Name.safeParse(value).success).toBe(false)
  })

  test('is the same after a second cleaning', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('e', '\u0301', '\u0000', ' ', '\ud83d', '\ude42', 'İ', '\u0307'),
          maxLength: 8,
        }),
        (typed) => {
          const once = text(100, 0).parse(typed)
          expect(text(100, 0).parse(once)).toBe(once)
          expect(once.isWellFormed()).toBe(true)
        },
      ),
    )
  })
})
