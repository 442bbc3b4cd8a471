import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeAddress, tokensIn, wordsIn } from '../../../agent-console/parts/notes/markdown'

test('[C10] a line that tells of a note has its words without the marks', () => {
  expect(wordsIn('**Oak**, *not* ash, see [the offer](https://kaya.test)\n- chairs\n- `six`\n\n> soon')).toBe(
    'Oak, not ash, see the offer chairs six soon',
  )
})

test('[C10] what is no mark stays as it was typed', () => {
  for (const words of [
    'snake_case_name',
    '5 * 3 * 2',
    '**',
    '`',
    '[a](',
    'a ** b **',
    '@Selin look',
    '<b>x</b>',
    'R&D',
  ])
    expect(wordsIn(words)).toBe(words)
})

test('[C10] a link leads only where a link may lead', () => {
  expect(safeAddress('https://kaya.test/a')).toBe('https://kaya.test/a')
  for (const address of ['javascript:alert(1)', 'data:text/html,x', '/inbox', 'vbscript:x', ''])
    expect(safeAddress(address)).toBeNull()
})

test('[C10] no letter is lost, whatever is typed', () => {
  const pieces = [
    '**',
    '*',
    '_',
    '~~',
    '`',
    '[',
    '](',
    ')',
    'a',
    'İ',
    ' ',
    '\n',
    '- ',
    '> ',
    '1. ',
    '<',
    '>',
    ': ',
    '|-',
    '!',
    '    ',
  ]
  const letters = (words: string) => [...words].filter((one) => 'aİ'.includes(one)).join('')
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (typed) => {
      expect(letters(wordsIn(typed.join('')))).toBe(letters(typed.join('')))
    }),
    { numRuns: 2_000 },
  )
})

test('[C10] a hostile text takes no time and no stack', () => {
  const start = performance.now()
  for (const mark of ['*', '**', '_', '`', '[', '[](', '[a](', '**a', '*a ', '> ', '~~', '- ', '1. ', '<a ', '|'])
    expect(tokensIn(mark.repeat(2_000)).length).toBeGreaterThan(0)
  expect(performance.now() - start).toBeLessThan(2_000)
})
