import { groupDeals } from './group-deals'
import { groupLeads } from './group-leads'
import { groupMoney } from './group-money'
import { listMoneyChats } from './list-money-chats'
import { readChats } from './read-chats'
import { readFunnel } from './read-funnel'

export { reportStreams } from './routes'

export const handlers = {
  'report:deals': groupDeals,
  'report:leads': groupLeads,
  'report:chats': readChats,
  'report:funnel': readFunnel,
  'report:money': groupMoney,
  'report:moneyChats': listMoneyChats,
}
