import type { TeamContext } from '#server/context'
import { findMapping } from '#server/domains/fields/index'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { mapLead } from '#shared/rules/lead-mapping'
import { accessCard } from './access'

/** What would land where if a lead were converted now, and what would stay behind. Nothing is written. */
export async function tryMapping(
  { leadId }: CheckedInputOf<'mapping:try'>,
  { read, caller }: TeamContext,
): Promise<OutputOf<'mapping:try'>> {
  const { lead } = await accessCard(read, caller, leadId)
  return { lead, ...mapLead(lead, await findMapping(read)) }
}
