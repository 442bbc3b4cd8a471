import type { Tx } from '#server/storage/db'
import type { Person } from '#shared/protocol/people'
import { moveLeadRows } from './move-queries'
import { keepLeadKeys } from './tell-lead'

/** Leads of a person, or these of them, become another person's, who is recognised by them. @returns which */
export async function moveLeads(
  tx: Tx,
  from: Person,
  to: Person,
  ids: readonly string[] | null = null,
): Promise<string[]> {
  const moved = await moveLeadRows(tx, { from: from.id, to: to.id }, ids)
  for (const { id: personId, siteId } of [from, to]) await keepLeadKeys(tx, { personId, siteId })
  return moved
}
