import { checkSync } from 'recheck'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Expression, expressionsIn, Unknowable } from './expressions'
import { productSources, read } from './tree'

/** What is not decided by theory is decided by attacks, bounded by their number and not by the clock of a busy machine. */
const effort = { timeout: 40_000, randomSeed: 1, maxInitialGenerationSize: 50, maxGenerationSize: 25, maxIteration: 3 }

// In this process: no Java and no program for one system, which other machines may not have.
beforeEach(() => void vi.stubEnv('RECHECK_SYNC_BACKEND', 'pure'))

/** Why an expression is not known to take time that grows with its input and no faster. */
function slow({ at, source, flags }: Expression): string[] {
  const { status, complexity } = { complexity: undefined, ...checkSync(source, flags, effort) }
  return status === 'safe' ? [] : [`${at}: /${source}/${flags} is ${complexity?.summary ?? status}`]
}

const only = (source: string) => expressionsIn('planted.ts', source)

describe('regular expressions', () => {
  test.each([
    ['const slow = /^(a+)+$/', '/^(a+)+$/ is exponential'],
    ['const slow = /\\s+$/u', '/\\s+$/u is 2nd degree polynomial'],
    ['const slow = /^(?=x)(x+)+$/', 'is exponential'],
    ['const slow = /(y?)z*\\1z*!/', 'degree polynomial'],
    [
      "const many = '(\\\\w*)*'\nconst slow = new RegExp(`^${many}!$`, 'i')",
      'planted.ts:2: /^(\\w*)*!$/i is exponential',
    ],
  ])('that take too long are seen in %s', (source, why) => {
    expect(only(source).flatMap(slow).join()).toContain(why)
  })

  test('built from anything but constants of their own file are seen', () => {
    expect(() => only('const found = (word: string) => new RegExp(word)')).toThrow(Unknowable)
    expect(() => only('const found = RegExp(`^${other.part}$`)')).toThrow(Unknowable)
  })

  test.each(['const fine = /^[a-z]+$/', "const fine = 'a /(a+)+$/ b' // /(a+)+$/"])(
    'that are fine stay so in %s',
    (source) => {
      expect(only(source).flatMap(slow)).toEqual([])
    },
  )

  test('of the product take time that grows with their input and no faster', () => {
    const all = productSources().flatMap((path) => expressionsIn(path, read(path)))
    expect(all.length).toBeGreaterThan(20)
    expect(all.flatMap(slow)).toEqual([])
  })
})
