import { parseArgs } from 'node:util'
import type { Harness, Outcome } from './harness'
import { type HarnessName, harnesses } from './index'
import { type MutantName, mutants } from './mutants'

/** Exit codes: every promise held; one was broken, or could not be tried; the call made no sense. */
const held = 0
const notHeld = 1
const misused = 2

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dose: { type: 'string' }, seed: { type: 'string' }, mutant: { type: 'string' } },
})

const names = positionals.length > 0 ? positionals : Object.keys(harnesses)
const unknown = names.find((name) => !(name in harnesses))
if (unknown) leave(`There is no harness "${unknown}". Known: ${Object.keys(harnesses).join(', ')}`)
if (values.mutant && !(values.mutant in mutants))
  leave(`There is no mutant "${values.mutant}". Known: ${Object.keys(mutants).join(', ')}`)

let allHeld = true
for (const name of names) allHeld = (await tryOne(name as HarnessName)) && allHeld
process.exit(allHeld ? held : notHeld)

async function tryOne(name: HarnessName): Promise<boolean> {
  const { harness }: { harness: Harness } = await harnesses[name]()
  const dose = readNumber('dose', values.dose) ?? harness.dose.full
  const seed = readNumber('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 31)
  const mutant = (values.mutant as MutantName | undefined) ?? null
  say(`${name}: ${harness.promise}`)
  say(`${dose} ${harness.unit}, seed ${seed}${mutant ? `, with "${mutant}" planted` : ''}`)
  const started = performance.now()
  const { figures, broken, skipped } = await harness.run({ dose, seed, mutant, say }).catch(unfinished)
  const seconds = Math.round((performance.now() - started) / 100) / 10
  for (const promise of broken) say(`BROKEN: ${promise}`)
  if (skipped) say(`SKIPPED: ${skipped}`)
  const holds = broken.length === 0 && !skipped
  const report = { harness: name, held: holds, dose, seed, mutant, seconds, ...figures, broken, skipped }
  process.stdout.write(`${JSON.stringify(report)}\n`)
  return holds
}

/** A run that breaks off has shown nothing: it is said, and counts as not held. */
function unfinished(error: unknown): Outcome {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { figures: {}, broken: [`The harness comes to its end: ${reason}`] }
}

function readNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (!Number.isFinite(number) || number < 0) leave(`--${option} is a number: ${value}`)
  return number
}

function leave(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(misused)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
