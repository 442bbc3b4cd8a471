import type { Harness, Outcome } from '../harness'
import type { MutantName } from '../mutants'

/** A short run of a harness, as the tests do it: with one seed, so that a failure can be looked at again. */
export const short = (harness: Harness, mutant: MutantName | null = null): Promise<Outcome> =>
  harness.run({ dose: harness.dose.short, seed: 20_261_122, mutant, say: () => {} })
