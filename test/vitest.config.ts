import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './support/closing-line.ts'
import { LongestFirst } from './support/longest-first.ts'

const seconds = 1000

/** Faults that are done to one server alone and wait more than they work; what they measure is no time. */
const apart = ['power', 'upgrade', 'upload', 'away', 'clock', 'line'].map((name) => `test/faults/${name}.test.ts`)

/** What a browser measures says something only where nobody else is at work. */
const measuring = ['board-many', 'deal-figures'].map((name) => `test/e2e/${name}.test.ts`)

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    pool: 'forks',
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    dangerouslyIgnoreUnhandledErrors: false,
    reporters: [new ClosingLine()],
    sequence: { sequencer: LongestFirst },
    // Groups run one after another, so that a browser never waits behind a fuzz of the money parser.
    projects: [
      suite('house', 0, 60 * seconds),
      suite('unit', 1, 10 * seconds),
      suite('contract', 2, 60 * seconds),
      suite('integration', 3, 30 * seconds),
      suite('e2e', 4, 90 * seconds, { exclude: measuring }),
      suite('e2e-alone', 5, 90 * seconds, { maxWorkers: 1, include: measuring }),
      suite('faults-apart', 6, 180 * seconds, { include: apart }),
      // One at a time: what is done to the machine, or measured on it, must not be done to a neighbour.
      suite('faults', 7, 180 * seconds, { maxWorkers: 1, exclude: apart }),
    ],
  },
})

type Lane = { maxWorkers?: number; include?: string[]; exclude?: string[] }

function suite(name: string, groupOrder: number, patience: number, lane: Lane = {}) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`test/${name}/**/*.{test,spec}.{ts,tsx}`],
      maxWorkers: 2,
      ...lane,
      testTimeout: patience,
      hookTimeout: patience,
      teardownTimeout: 10 * seconds,
      sequence: { groupOrder },
    },
  }
}
