import type { Reader, Tx } from '#server/storage/db'
import type { Rule } from '#shared/protocol/rules'
import type { RuleRow } from './tables'

export const ruleOf = (row: RuleRow): Rule => ({
  id: row.id,
  siteId: row.site_id,
  name: row.name,
  on: row.is_on === 1,
  trigger: JSON.parse(row.waits_for),
  conditions: JSON.parse(row.conditions),
  actions: JSON.parse(row.actions),
  hasSecret: row.secret !== null,
  createdAt: row.created_at,
  version: row.version,
  removed: row.removed === 1,
})

const rowOf = (rule: Rule): Omit<RuleRow, 'secret' | 'since_n' | 'clock_at'> => ({
  id: rule.id,
  site_id: rule.siteId,
  name: rule.name,
  is_on: rule.on ? 1 : 0,
  waits_for: JSON.stringify(rule.trigger),
  conditions: JSON.stringify(rule.conditions),
  actions: JSON.stringify(rule.actions),
  created_at: rule.createdAt,
  version: rule.version,
  removed: rule.removed ? 1 : 0,
})

export async function listRules(db: Reader): Promise<Rule[]> {
  const rows = await db.selectFrom('rule').selectAll().where('removed', '=', 0).orderBy('id').execute()
  return rows.map(ruleOf)
}

/** A rule with from where it hears. */
export type Waiting = { rule: Rule; sinceN: number; clockAt: string }

/** Rules that are switched on, in the order they were made. */
export async function listWaiting(db: Reader): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('rule')
    .selectAll()
    .where('removed', '=', 0)
    .where('is_on', '=', 1)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ rule: ruleOf(row), sinceN: Number(row.since_n), clockAt: row.clock_at }))
}

/** The same of one rule, taken for this change. */
export async function lockWaiting(tx: Tx, id: string): Promise<Waiting | undefined> {
  const row = await tx
    .updateTable('rule')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .where('removed', '=', 0)
    .where('is_on', '=', 1)
    .returningAll()
    .executeTakeFirst()
  return row && { rule: ruleOf(row), sinceN: Number(row.since_n), clockAt: row.clock_at }
}

export async function findRule(db: Reader, id: string): Promise<Rule | undefined> {
  const row = await db.selectFrom('rule').selectAll().where('id', '=', id).executeTakeFirst()
  return row && ruleOf(row)
}

/** Takes a rule's row for this change. */
export async function lockRule(tx: Tx, id: string): Promise<Rule | undefined> {
  const row = await tx
    .updateTable('rule')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && ruleOf(row)
}

export async function countRules(db: Reader): Promise<number> {
  const { all } = await db
    .selectFrom('rule')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .where('removed', '=', 0)
    .executeTakeFirstOrThrow()
  return Number(all)
}

export async function insertRule(tx: Tx, rule: Rule, at: string): Promise<void> {
  await tx
    .insertInto('rule')
    .values({ ...rowOf(rule), secret: null, since_n: 0, clock_at: at })
    .execute()
}

export async function saveRule(tx: Tx, rule: Rule): Promise<void> {
  const { id, ...row } = rowOf(rule)
  await tx.updateTable('rule').set(row).where('id', '=', id).execute()
}

/** From here on it hears, and no earlier. */
export async function saveBeginning(tx: Tx, id: string, n: number, at: string): Promise<void> {
  await tx.updateTable('rule').set({ since_n: n, clock_at: at }).where('id', '=', id).execute()
}

/** What became due by then has been seen to. */
export async function saveClock(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('rule').set({ clock_at: at }).where('id', '=', id).execute()
}

export async function saveSecret(tx: Tx, id: string, sealed: string | null): Promise<void> {
  await tx.updateTable('rule').set({ secret: sealed }).where('id', '=', id).execute()
}

export async function findSecret(db: Reader, id: string): Promise<string | null> {
  const row = await db.selectFrom('rule').select('secret').where('id', '=', id).executeTakeFirst()
  return row?.secret ?? null
}
