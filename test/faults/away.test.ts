import { expect, test } from 'vitest'
import { goAndComeBack, harness } from './away/index'
import { short } from './badly/short'

test(`[F6] ${harness.promise}`, async () => {
  const { figures, broken } = await short(harness)
  expect(broken).toEqual([])
  expect(figures).toMatchObject({ missed: harness.dose.short, wrongScreens: 0 })
})

test('a console that does not begin anew when it is told to is caught', async () => {
  const trial = { dose: 12, seed: 20_261_122, mutant: null, say: () => {} }
  const { broken } = await goAndComeBack(
    trial,
    ({ isForgotten }) => isForgotten,
    (product) => ({ ...product, console: without(product.console, 'if (missed.resync) return load();') }),
  )
  expect(broken.join('\n')).toContain('after a month')
})

function without(code: string, part: string): string {
  const pieces = code.split(part)
  expect(pieces).toHaveLength(2)
  return pieces.join('')
}
