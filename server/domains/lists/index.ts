import type { AgentContext } from '#server/context'
import { ViewOf } from '#shared/protocol/views'
import { changeMany } from './change-many'
import { changeCompanies, changeContacts } from './change-people'
import { listViews } from './queries'
import { mayRead } from './rules'
import { createView, dropView, editView } from './save-view'

export { decimalOf, delimiters } from './export-deals'
export { listStreams } from './routes'

export const handlers = {
  'deal:changeMany': changeMany,
  'contact:changeMany': changeContacts,
  'company:changeMany': changeCompanies,
  'view:list': (_input: object, { read, caller }: AgentContext) =>
    listViews(
      read,
      caller,
      ViewOf.options.filter((of) => mayRead(caller, of)),
    ),
  'view:create': createView,
  'view:edit': editView,
  'view:remove': dropView,
}
