import type { Reader, Tx } from '#server/storage/db'
import { Refusal } from '#shared/protocol/refusals'
import type { Rule } from '#shared/protocol/rules'
import { findRule, lockRule } from './queries'

/** Rules are the house's: whoever manages its settings may see and change all of them. */
export async function accessRule(db: Reader, id: string): Promise<Rule> {
  const rule = await findRule(db, id)
  if (!rule || rule.removed) throw new Refusal('not-found')
  return rule
}

/** The same, taken for this change; removed ones too. */
export async function holdRule(tx: Tx, id: string): Promise<Rule> {
  const rule = await lockRule(tx, id)
  if (!rule) throw new Refusal('not-found')
  return rule
}
