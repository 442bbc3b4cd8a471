import type { Attributes } from '#shared/protocol/people'

/** Browser and system in words, from a `User-Agent` header. Rough on purpose: it is shown, never decided on. */
export function deviceOf(userAgent: string): string {
  const browser = first(userAgent, browsers)
  const system = first(userAgent, systems)
  return [browser, system].filter(Boolean).join(' · ')
}

// Order matters: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: [RegExp, string][] = [
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
]

const first = (text: string, table: [RegExp, string][]) => table.find(([pattern]) => pattern.test(text))?.[1] ?? ''

/** Newer values over older ones, the oldest dropped beyond twenty. */
export function mergeAttributes(before: Attributes, after: Attributes): Attributes {
  const kept = Object.entries(before).filter(([key]) => !Object.hasOwn(after, key))
  return Object.fromEntries([...kept, ...Object.entries(after)].slice(-20))
}

/** Four characters that tell nameless people apart, from random bytes; without letters that look like digits. */
export const codeFrom = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 4), (byte) => '23456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 30]).join('')
