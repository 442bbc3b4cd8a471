import { fold } from '../values/fold'
import { plain } from '../values/plain'

/** By what a record is recognised as one that is there already: written beside it, looked up as it is. */
export type RecordKey = { kind: 'email' | 'phone' | 'name' | 'domain'; key: string }

/** An address without regard to case; İ, I, ı and i are one letter. */
export const emailKey = (email: string): string => fold(email).replaceAll(' ', '')

/** Figures alone: a number is the same however it is parted. Takes the international form. */
export const phoneKey = (phone: string): string => phone.replace(/\D/g, '')

/**
 * A name as one key for two questions. In front how its words begin, three letters each, in the order of the alphabet;
 * behind it the words themselves, in that order: names that are the same share the whole key, names that are alike the
 * front of it. An index answers both.
 */
export function nameKey(name: string): string {
  const words = wordsIn(name).sort()
  return words.length === 0 ? '' : `${words.map((word) => word.slice(0, 3)).join(' ')}|${words.join(' ')}`
}

/** What all keys of names begin with that are like this one. */
export const alikeKey = (key: string): string => key.slice(0, key.indexOf('|') + 1)

/** A company's name, whatever form of company it says it is. */
export const companyKey = (name: string): string => nameKey(bareCompany(name))

/** `Kaya Mobilya San. ve Tic. Ltd. Şti.` is `kaya mobilya`. A name that is nothing but a form keeps it. */
export function bareCompany(name: string): string {
  const words = wordsIn(name)
  let length = words.length
  while (length > 1) {
    if (length > 2 && pairs.has(`${words[length - 2]} ${words[length - 1]}`)) length -= 2
    else if (forms.has(words[length - 1] ?? '')) length -= 1
    else break
  }
  return words.slice(0, length).join(' ')
}

/** Folded words; points inside a short form are no ends of words: `A.Ş.` is `as`. */
const wordsIn = (name: string): string[] =>
  plain(name)
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

const forms = new Set([
  ...['as', 'ao', 'anonim', 'ltd', 'sti', 'ltdsti', 'limited', 'sirketi', 'sirket', 'san', 'sanayi', 'tic', 'ticaret'],
  ...['ve', 'koll', 'kom', 'koop', 'inc', 'incorporated', 'llc', 'llp', 'plc', 'corp', 'corporation', 'co', 'company'],
  ...['gmbh', 'ag', 'kg', 'ug', 'ohg', 'mbh', 'bv', 'nv', 'sa', 'sarl', 'sas', 'srl', 'spa', 'sl', 'oy', 'ab', 'aps'],
])
/** Forms that are written apart: `A. Ş.`, `A/S`. */
const pairs = new Set(['a s', 'a o', 's a', 'b v', 'n v'])

/** Houses of mail where everybody has an address: it says nothing about where they work. */
export const freeMailHosts: ReadonlySet<string> = new Set([
  ...['gmail.com', 'googlemail.com', 'hotmail.com', 'hotmail.com.tr', 'outlook.com', 'outlook.com.tr', 'live.com'],
  ...['msn.com', 'windowslive.com', 'yahoo.com', 'yahoo.com.tr', 'ymail.com', 'yandex.com', 'yandex.com.tr'],
  ...['yandex.ru', 'mail.ru', 'icloud.com', 'me.com', 'mac.com', 'aol.com', 'gmx.com', 'gmx.de', 'gmx.net', 'web.de'],
  ...[
    'proton.me',
    'protonmail.com',
    'zoho.com',
    'mail.com',
    'mynet.com',
    'superonline.com',
    'ttmail.com',
    'ttnet.net.tr',
  ],
  ...['turk.net', 'e-kolay.net', 'hotmail.fr', 'hotmail.de', 'hotmail.co.uk', 'yahoo.co.uk', 'yahoo.de', 'yahoo.fr'],
  ...['fastmail.com', 'hey.com', 'tutanota.com', 'qq.com', '163.com', 'orange.fr', 'libero.it', 't-online.de'],
])

/** The house an address belongs to; null for those that are everybody's. */
export function domainOf(email: string): string | null {
  const host = emailKey(email).split('@')[1] ?? ''
  return host.includes('.') && !freeMailHosts.has(host) ? host.replace(/^www\./, '') : null
}

type Reachable = { name: string; emails: readonly string[]; phones: readonly string[] }

/** Keys of somebody. */
export const keysOfPerson = ({ name, emails, phones }: Reachable): RecordKey[] => [
  ...emails.map((email): RecordKey => ({ kind: 'email', key: emailKey(email) })),
  ...phones.map((phone): RecordKey => ({ kind: 'phone', key: phoneKey(phone) })),
  ...named(nameKey(name)),
]

/** Keys of a company. */
export const keysOfCompany = (company: {
  name: string
  domains: readonly string[]
  phones: readonly string[]
}): RecordKey[] => [
  ...company.domains.map((key): RecordKey => ({ kind: 'domain', key })),
  ...company.phones.map((phone): RecordKey => ({ kind: 'phone', key: phoneKey(phone) })),
  ...named(companyKey(company.name)),
]

const named = (key: string): RecordKey[] => (key === '' ? [] : [{ kind: 'name', key }])
