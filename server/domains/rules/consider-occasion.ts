import type { FollowGround } from '#server/events/follows'
import { Refusal } from '#shared/protocol/refusals'
import type { Deed, Rule, Run, Skip } from '#shared/protocol/rules'
import { actOut } from './act-out'
import type { Occasion } from './read-occasion'
import { readSubject } from './read-subject'
import { outcomeOf, reasonToSkip } from './rules'
import { insertRun, saveRun } from './run-queries'
import type { RuleRunRow } from './tables'

/** A rule looks at what happened: it acts or says why not, once, and its run is written with what it did. */
export async function consider(ground: FollowGround, rule: Rule, it: Occasion): Promise<void> {
  const known = await readSubject(ground.tx, it)
  const skip = reasonToSkip(rule, it, known)
  const row = runRow(rule.id, it, { outcome: skip ? 'skipped' : 'done', skip, deeds: [] })
  const isFirst = await insertRun(ground.tx, row)
  if (!isFirst || skip) return
  const deeds = await actOut(ground, rule, it, known)
  await saveRun(ground.tx, row, { outcome: outcomeOf(deeds), deeds: JSON.stringify(deeds) })
}

/** Says that a rule could do nothing about an occasion, so that one such occasion never holds up the next. */
export async function giveUp(
  { tx }: Pick<FollowGround, 'tx'>,
  rule: Rule,
  it: Occasion,
  error: unknown,
): Promise<void> {
  const code = error instanceof Refusal ? error.code : 'unexpected'
  const deeds: Deed[] = rule.actions.map((action) => ({
    ...{ do: action.do, result: 'refused', code, about: '', madeId: null },
  }))
  await insertRun(tx, runRow(rule.id, it, { outcome: 'failed', skip: null, deeds }))
}

type Ending = { outcome: Run['outcome']; skip: Skip | null; deeds: Deed[] }

const runRow = (ruleId: string, it: Occasion, { outcome, skip, deeds }: Ending): RuleRunRow => ({
  ...{ rule_id: ruleId, occasion: it.key, at: it.at, happened: it.on, outcome },
  ...{ skip: skip && JSON.stringify(skip), deeds: JSON.stringify(deeds), person_id: it.personId },
  deal_id: it.deal?.id ?? it.task?.dealId ?? null,
  conversation_id: it.conversation?.id ?? it.deal?.conversationId ?? null,
  lead_id: it.lead?.id ?? null,
})
