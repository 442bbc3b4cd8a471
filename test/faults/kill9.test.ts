import { expect, test } from 'vitest'
import { short } from './badly/short'
import { harness } from './kill9/index'

test('[O01] killed under load again and again, it loses, doubles and reorders nothing', async () => {
  const { figures, broken } = await short(harness)
  expect(broken).toEqual([])
  expect(figures).toMatchObject({ kills: harness.dose.short, lost: 0, doubled: 0, reordered: 0, wrongViews: 0 })
  expect(figures.acked).toBeGreaterThan(100)
})

test.concurrent.each([
  ['answers before the commit', 'answer-before-commit', 'What was acknowledged is stored'],
  ['stores twice what is asked twice', 'no-dedupe', 'What is asked twice happens once'],
  ['lets visitors into their conversation too late', 'join-after-read', 'A connected client is told every message'],
  ['shows what comes after a gap', 'no-gap-check', 'Every screen shows what is stored'],
] as const)('a server or client that %s is caught', async (_, mutant, promise) => {
  const { broken } = await short(harness, mutant)
  expect(broken.join('\n')).toContain(promise)
})
