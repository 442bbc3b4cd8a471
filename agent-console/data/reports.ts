import type { InputOf, OutputOf } from '#shared/protocol/index'
import type { FilterWords } from '#shared/rules/deal-filter'
import { ask } from './client'
import { zone } from './deal-lists'
import { persist } from './persist'

export type DealReport = OutputOf<'report:deals'>
export type LeadReport = OutputOf<'report:leads'>
export type Funnel = OutputOf<'report:funnel'>
export type Chats = OutputOf<'report:chats'>
export type Money = OutputOf<'report:money'>
export type MoneyChats = OutputOf<'report:moneyChats'>

export type ReportWords = FilterWords & { pipelineId?: string | undefined }

/** What matching deals come to, group by group. */
export const readDealReport = (by: InputOf<'report:deals'>['by'], words: ReportWords): Promise<DealReport> =>
  persist(() => ask.report.deals({ by, ...words, zone: zone() }))

/** How matching deals came through a pipeline. */
export const readFunnel = (pipelineId: string, words: FilterWords): Promise<Funnel> =>
  persist(() => ask.report.funnel({ ...words, pipelineId, zone: zone() }))

/** What became of leads, group by group. */
export const readLeadReport = (
  by: InputOf<'report:leads'>['by'],
  words: Omit<InputOf<'report:leads'>, 'by' | 'zone'>,
): Promise<LeadReport> => persist(() => ask.report.leads({ by, ...words, zone: zone() }))

/** How conversations were answered. */
export const readChats = (words: Omit<InputOf<'report:chats'>, 'zone'>): Promise<Chats> =>
  persist(() => ask.report.chats({ ...words, zone: zone() }))

/** What conversations brought. */
export const readMoney = (words: Omit<InputOf<'report:money'>, 'zone'>): Promise<Money> =>
  persist(() => ask.report.money({ ...words, zone: zone() }))

/** The very conversations a number of that report counts: so many, or all there are. */
export async function readMoneyChats(
  words: Omit<InputOf<'report:moneyChats'>, 'zone' | 'cursor' | 'limit'>,
  most: number,
): Promise<MoneyChats> {
  const items: MoneyChats['items'] = []
  for (let cursor: string | undefined; ; ) {
    const limit = Math.min(most - items.length, 200)
    const page: MoneyChats = await persist(() => ask.report.moneyChats({ ...words, zone: zone(), cursor, limit }))
    items.push(...page.items)
    if (page.next === null || items.length >= most) return { items, next: page.next }
    cursor = page.next
  }
}

/** Where the same figures are found as a file. */
export function reportAddress(
  name: 'deals' | 'funnel' | 'leads' | 'chats' | 'money',
  words: Readonly<Record<string, string | undefined>>,
  locale: string,
): string {
  const parameters = new URLSearchParams({ locale, zone: zone() })
  for (const [key, value] of Object.entries(words)) if (value) parameters.set(key, value)
  return `/api/v1/reports/${name}.csv?${parameters}`
}
