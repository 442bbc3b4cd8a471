import naughty from 'big-list-of-naughty-strings/blns.json' with { type: 'json' }
import type { Chance } from '../clients/chance'

/** Values as JSON text, so that keys and numbers JavaScript would not keep reach the wire as they are. */
const nasty: readonly string[] = [
  ...['null', 'true', 'false', '[]', '{}', '""', '-1', '-0', '0.1', '1e308', '1e999', '-1e999', '9007199254740993'],
  ...['"\\ud800"', '"\\udc00x"', '"\\u0000"', '"a\\u0000b"', '"\\u202e\\u2066"', '"\\ufeff"', '"\\u0130\\u0131"'],
  ...[
    '"__proto__"',
    '"constructor"',
    '"toString"',
    '"../../etc/passwd"',
    '"NaN"',
    '"0"',
    '" "',
    '"2026-13-45T99:99:99Z"',
  ],
  ...['"00000000-0000-0000-0000-000000000000"', '"%00"', '"\\r\\nSet-Cookie: a=b"', '"0|0"', '"x|y"', '"-1"'],
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":2,"toJSON":3,"then":4}',
  '{"length":4294967295,"0":1}',
  '{"type":"Buffer","data":[1,2,3]}',
  '{"_placeholder":true,"num":0}',
  `[${'0,'.repeat(5_000)}0]`,
  `${'['.repeat(2_000)}${']'.repeat(2_000)}`,
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
  `"${'x'.repeat(4_001)}"`,
  `"${'\\ud83d\\ude00'.repeat(2_000)}"`,
  `"${'e\\u0301'.repeat(3_000)}"`,
  `"${'x'.repeat(60_000)}"`,
  `{${Array.from({ length: 2_000 }, (_, i) => `"k${i}":${i}`).join(',')}}`,
  ...naughty.map((text) => JSON.stringify(text)),
]

const keys: readonly string[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'then', 'toJSON', 'hasOwnProperty', '', '\u0000', '\ud800'],
  ...['rid', 'id', 'siteId', 'agentId', 'role', 'author', 'seq', 'n', 'k'.repeat(5_000)],
]

type Place = { holder: Record<string, unknown>; key: string }

const hole = 'here-is-a-hole'

/** The value as JSON text with one thing wrong in it; one time in ten with nothing wrong. */
export function spoil(value: unknown, chance: Chance): string {
  const places = placesIn(value)
  const kind = chance.number()
  if (kind < 0.1) return JSON.stringify(value)
  if (kind < 0.2 || places.length === 0) return wrap(chance.pick(nasty), chance)
  const whole = structuredClone(value)
  const { holder, key } = chance.pick(placesIn(whole))
  if (kind < 0.3) {
    delete holder[key]
    return JSON.stringify(whole)
  }
  if (kind < 0.45) {
    holder[hole] = 0
    const added = `${JSON.stringify(chance.pick(keys))}:${chance.pick(nasty)}`
    return JSON.stringify(whole).replace(`"${hole}":0`, () => added)
  }
  holder[key] = hole
  return JSON.stringify(whole).replace(`"${hole}"`, () => wrap(chance.pick(nasty), chance))
}

/** A text with one of its characters changed, dropped or doubled. */
export function corrupt(text: string, chance: Chance): string {
  const at = chance.whole(0, text.length - 1)
  const instead = chance.pick(['', '"', '{', '}', ']', ',', '\\', '\u0000', 'é', '9'])
  return text.slice(0, at) + instead + text.slice(at + 1)
}

function wrap(text: string, chance: Chance): string {
  const kind = chance.number()
  if (kind < 0.8) return text
  return kind < 0.9 ? `[${text}]` : `{"value":${text}}`
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])])
}
