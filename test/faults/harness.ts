import type { MutantName } from './mutants'

/** What a harness counted; printed as JSON on the last line. */
export type Figures = Record<string, number | string | boolean | null | readonly (number | string)[]>

/** One run of a harness. */
export type Trial = {
  /** How much of the fault, in the harness's own unit. */
  dose: number
  /** Everything random is drawn from it, so that a run can be repeated. */
  seed: number
  /** A fault planted in the product on purpose: the harness must see it. */
  mutant: MutantName | null
  /** Says how far it is; a person is watching. */
  say(line: string): void
}

export type Outcome = {
  figures: Figures
  /** The promises that did not hold, each in one sentence; empty when all held. */
  broken: readonly string[]
  /** Why nothing could be tried on this machine. A skipped run has held nothing. */
  skipped?: string
}

/** A fault done to the running product, and the promise that must survive it. */
export type Harness = {
  /** What must hold, in one sentence. */
  promise: string
  /** What the dose counts: kills, minutes, packets. */
  unit: string
  /** The dose of a short run, and of the run whose figures are written down. */
  dose: { short: number; full: number }
  /** Planted faults that must break the promise. */
  mutants: readonly MutantName[]
  run(trial: Trial): Promise<Outcome>
}
