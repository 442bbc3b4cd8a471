import { readAddress } from '#shared/values/address'
import { onOneLine } from './templates'

/** What chats are told apart by when one asks what became of them. */
export const moneyDimensions = ['page', 'utmSource', 'campaign', 'agent', 'reply'] as const
export type MoneyDimension = (typeof moneyDimensions)[number]

/**
 * How far a chat came: any, one with a lead, with a deal, with a deal that was won. Every lead and every deal is counted
 * in one chat at most:
 * - a **lead** in the newest chat its person had begun when it was made;
 * - a **deal** in the chat it was made in, which it names; one made elsewhere in none;
 * - a deal **won** is one of its deals that stands as won, with its amount in its own currency.
 */
export const moneySteps = ['chats', 'leads', 'deals', 'won'] as const
export type MoneyStep = (typeof moneySteps)[number]

/** How long the first answer took, the quickest first: each band reaches up to so many seconds, that one not included. */
export const replyBands = [
  { band: '1', until: 60 },
  { band: '5', until: 300 },
  { band: '15', until: 900 },
  { band: '60', until: 3_600 },
  { band: 'longer', until: null },
] as const
export type ReplyBand = (typeof replyBands)[number]['band']

/** The band of a first answer; null where nobody has answered. */
export const bandOf = (seconds: number | null): ReplyBand | null =>
  seconds === null ? null : (replyBands.find(({ until }) => until === null || seconds < until)?.band ?? null)

/** Whole seconds from the beginning of a chat to its first answer; clocks may have been set back between the two. */
export const secondsUntil = (startedAt: string, repliedAt: string): number =>
  Math.max(0, Math.floor((Date.parse(repliedAt) - Date.parse(startedAt)) / 1_000))

/** Where a chat was begun; null where nothing is known. */
export type Beginning = { page: string | null; source: string | null; campaign: string | null }

/** What the address of a page says: the page without its query, and the UTM words that led there. */
export function beginningOf(address: string): Beginning {
  const { page = '', said = () => '' } = readAddress(address) ?? {}
  return { page: cut(page, 300), source: cut(said('utm_source'), 100), campaign: cut(said('utm_campaign'), 100) }
}

/** Where a chat was begun, by the page itself; the UTM words are those somebody first came with where it has none. */
export function beginningAfter(address: string, firstAddress: string): Beginning {
  const [here, first] = [beginningOf(address), beginningOf(firstAddress)]
  return here.source || here.campaign ? here : { ...here, source: first.source, campaign: first.campaign }
}

/** Whoever writes an address writes anything: one line of so many characters, or nothing. */
const cut = (text: string, most: number): string | null =>
  Array.from(onOneLine(text)).slice(0, most).join('').trim() || null
