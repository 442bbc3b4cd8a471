import type { TeamContext } from '#server/context'
import { dealScope } from '#server/events/audience'
import { knownOf } from '#server/events/hearing'
import type { DealEvent } from '#shared/protocol/deals'
import type { By } from '#shared/protocol/define'
import type { CheckedInputOf, Fact } from '#shared/protocol/index'
import { changesIn } from '#shared/rules/deal-story'
import { accessDeal } from './access'
import { listHistory } from './queries'

/** What happened to a deal, oldest first: its facts, told plainly. */
export async function dealHistory(
  { dealId }: CheckedInputOf<'deal:history'>,
  { read, caller }: TeamContext,
): Promise<DealEvent[]> {
  await accessDeal(read, caller, dealId)
  const rows = await listHistory(read, dealScope(dealId))
  const facts = rows.map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) }) as Fact)
  return (await knownOf(read, caller, facts)).map(({ n, name, at, data }) => {
    const { byAgentId = null, ...told } = data as Partial<By>
    const by = {
      byAgentId,
      ...(told.byKey ? { byKey: told.byKey } : {}),
      ...(told.byRule ? { byRule: told.byRule } : {}),
    }
    return { n, name, at, ...by, changes: changesIn(name, told) }
  })
}
