import type { Attributes, Person } from '#shared/protocol/people'

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

/** What pages call a name, an address and a number, in both languages. */
const detailWords = {
  name: /^(full ?name|first ?name|name|ad|isim|ad ?soyad|ad[iı])$/,
  mail: /^(e ?mail|mail|e ?posta|eposta)( address| adresi)?$/,
  phone: /^(phone|tel|telephone|telefon|mobile|gsm|cep|cep telefonu|whatsapp)( number| numarasi| numarası)?$/,
}

/** Whether it is known how somebody is called or can be reached. */
export const hasDetails = ({ name, attributes }: Pick<Person, 'name' | 'attributes'>): boolean =>
  name !== null || Object.entries(attributes).some(([key, value]) => isDetail(wordsOf(key), String(value).trim()))

const wordsOf = (key: string) =>
  key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_.\s]+/g, ' ')
    .trim()
    .toLowerCase()

function isDetail(key: string, value: string): boolean {
  if (detailWords.name.test(key)) return /\p{L}/u.test(value)
  if (detailWords.mail.test(key)) return /^[^\s@]+@[^\s@]+$/.test(value)
  return detailWords.phone.test(key) && value.replace(/\D/g, '').length >= 7
}

/** Four characters that tell nameless people apart, from random bytes; without letters that look like digits. */
export const codeFrom = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 4), (byte) => '23456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 30]).join('')
