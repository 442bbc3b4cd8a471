import type { Reader, Tx } from '#server/storage/db'
import type { Run } from '#shared/protocol/rules'
import type { RuleRunRow } from './tables'

type RunRow = RuleRunRow & { person_name: string | null; person_code: string | null; deal_name: string | null }

const runOf = (row: RunRow): Run => ({
  id: `${row.rule_id}/${row.occasion}`,
  ruleId: row.rule_id,
  at: row.at,
  on: row.happened,
  outcome: row.outcome,
  skip: row.skip === null ? null : JSON.parse(row.skip),
  deeds: JSON.parse(row.deeds),
  personId: row.person_id,
  personName: row.person_name ?? '',
  personCode: row.person_code ?? '',
  dealId: row.deal_id,
  dealName: row.deal_name,
  conversationId: row.conversation_id,
  leadId: row.lead_id,
})

/** @returns whether this is the first time: a rule does what it does about one occasion once */
export async function insertRun(tx: Tx, row: RuleRunRow): Promise<boolean> {
  const inserted = await tx
    .insertInto('rule_run')
    .values(row)
    .onConflict((it) => it.columns(['rule_id', 'occasion']).doNothing())
    .returning('occasion')
    .executeTakeFirst()
  return inserted !== undefined
}

export type Ending = Pick<RuleRunRow, 'outcome' | 'deeds'>

export async function saveRun(tx: Tx, { rule_id, occasion }: RuleRunRow, ending: Ending): Promise<void> {
  await tx.updateTable('rule_run').set(ending).where('rule_id', '=', rule_id).where('occasion', '=', occasion).execute()
}

export const findRun = (tx: Tx, ruleId: string, occasion: string): Promise<RuleRunRow | undefined> =>
  tx
    .selectFrom('rule_run')
    .selectAll()
    .where('rule_id', '=', ruleId)
    .where('occasion', '=', occasion)
    .executeTakeFirst()

export type Place = { at: string; occasion: string }

/** What a rule did and why not, newest first, by keyset. */
export async function listRuns(
  db: Reader,
  page: { ruleId: string; outcome: Run['outcome'] | undefined; before: Place | null; limit: number },
): Promise<Run[]> {
  const { ruleId, outcome, before, limit } = page
  let query = db
    .selectFrom('rule_run')
    .leftJoin('person', 'person.id', 'rule_run.person_id')
    .leftJoin('deal', 'deal.id', 'rule_run.deal_id')
    .selectAll('rule_run')
    .select(['person.name as person_name', 'person.code as person_code', 'deal.name as deal_name'])
    .where('rule_run.rule_id', '=', ruleId)
  if (outcome) query = query.where('rule_run.outcome', '=', outcome)
  if (before)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('rule_run.at', 'rule_run.occasion'), '<', tuple(before.at, before.occasion)),
    )
  const rows = await query.orderBy('rule_run.at', 'desc').orderBy('rule_run.occasion', 'desc').limit(limit).execute()
  return rows.map(runOf)
}

/** Forgets what rules did before `at`. */
export async function removeRunsBefore(tx: Tx, at: string): Promise<void> {
  await tx.deleteFrom('rule_run').where('at', '<', at).execute()
}
