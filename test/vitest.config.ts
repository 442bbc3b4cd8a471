import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './support/closing-line.ts'

const seconds = 1000

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
    // Groups run one after another, so that a browser never waits behind a fuzz of the money parser.
    projects: [
      suite('house', 0, 60 * seconds),
      suite('unit', 1, 10 * seconds),
      suite('contract', 2, 60 * seconds),
      suite('integration', 3, 30 * seconds),
      suite('e2e', 4, 90 * seconds),
      // One at a time: what is done to the machine must not be done to a neighbour.
      suite('faults', 5, 180 * seconds, 1),
    ],
  },
})

function suite(name: string, groupOrder: number, patience: number, maxWorkers = 2) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`test/${name}/**/*.{test,spec}.{ts,tsx}`],
      maxWorkers,
      testTimeout: patience,
      hookTimeout: patience,
      teardownTimeout: 10 * seconds,
      sequence: { groupOrder },
    },
  }
}
