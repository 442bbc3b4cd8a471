import fc from 'fast-check'
import type { z } from 'zod'
import { contract, type RequestName } from '#shared/protocol/index'
import { clientSignals } from '#shared/protocol/signals'
import type { Chance } from '../clients/chance'
import { nearly } from './near'
import { spoil } from './spoil'

/** These would end the attacker's own session, or ask more of everybody else's: an attack that only stops itself. */
const selfDefeating: ReadonlySet<string> = new Set(['session:close', 'session:revoke', 'twoStep:require'])

const perRequest = 60
/** Where a password is checked the hash is meant to be slow; a pace for that is a limit's task, not this flood's. */
const perPassword = 2
const names = Object.entries(contract).flatMap(([group, verbs]) =>
  Object.keys(verbs).map((verb) => `${group}:${verb}` as RequestName),
)

/** Payloads of socket events near the protocol, drawn once and sent again and again under fresh names. */
export function drawPayloads(ids: readonly string[], seed: number, chance: Chance): string[] {
  const requests = names
    .filter((name) => !selfDefeating.has(name))
    .flatMap((name) =>
      inputsOf(name, ids, seed).map((input) => `["request",${JSON.stringify(name)},${spoil(input, chance)}]`),
    )
  const signals = Object.entries(clientSignals).flatMap(([name, schema]) =>
    fc
      .sample(nearly(schema, ids), { numRuns: perRequest, seed })
      .map((data) => `["signal",${JSON.stringify(name)},${spoil(data, chance)}]`),
  )
  const strangers = Array.from(
    { length: perRequest * 2 },
    () => `["request",${chance.pick(strangeNames)},${spoil({ id: chance.pick(ids) }, chance)}]`,
  )
  return [...requests, ...signals, ...strangers]
}

/** The same payload under a fresh attempt, as it must be to do anything; now and then under the old one. */
export const renamed = (payload: string, id: string, chance: Chance): string =>
  chance.happens(0.2) ? payload : payload.replace(/"(rid|id)":"[\w-]{22}"/, (_, key) => `"${key}":"${id}"`)

/** Whether the server owes an answer. */
export const isRequest = (payload: string): boolean => payload.startsWith('["request"')

function inputsOf(name: RequestName, ids: readonly string[], seed: number): unknown[] {
  const [group = '', verb = ''] = name.split(':')
  const procedure = (contract as Record<string, Record<string, { '~orpc': { inputSchema?: unknown } }>>)[group]?.[verb]
  const inputs = fc.sample(nearly(procedure?.['~orpc'].inputSchema as z.ZodType, ids), { numRuns: perRequest, seed })
  return inputs.some((input) => /"(proof|password)":/.test(JSON.stringify(input)))
    ? inputs.slice(0, perPassword)
    : inputs
}

const strangeNames = [
  ...['"deal:fly"', '"__proto__"', '"__proto__:constructor"', '"constructor"', '"deal:__proto__"', '"toString"', '""'],
  ...['null', '7', '{}', '[]', '["deal","move"]', '"deal:move:twice"', '"DEAL:MOVE"', `"${'a:'.repeat(9_000)}"`],
]
