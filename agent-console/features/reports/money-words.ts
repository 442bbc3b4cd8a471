import type { InputOf } from '#shared/protocol/index'
import { type MoneyDimension, replyBands } from '#shared/rules/chat-money'
import { dayAt } from '#shared/values/calendar'
import { zone } from '../../data/deal-lists'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { now } from '../../ui/when'
import { spanOf, type Wanted } from './filter'

/** Which chats the report counts. */
export const wordsOfMoney = (wanted: Wanted, by: MoneyDimension): Omit<InputOf<'report:money'>, 'zone'> => ({
  ...{ by, ...spanOf(wanted, dayAt(now.value, zone())) },
  ...(wanted.siteId && { siteId: wanted.siteId }),
})

/** What a group of chats is called; an empty key is as good as none. */
export function moneyGroupWords(by: MoneyDimension, key: string | null): string {
  const say = t.value
  switch (by) {
    case 'agent':
      return key ? (state.value.agents.get(key)?.name ?? say('deal.somebody')) : say('report.unanswered')
    case 'reply':
      return say(`report.reply.${replyBands.find(({ band }) => band === key)?.band ?? 'none'}`)
    case 'page':
      return key || say('report.noPage')
    default:
      return key || say('report.noUtm')
  }
}
