import type { Tx } from '#server/storage/db'
import type { RecordKey } from '#shared/rules/record-keys'
import type { PersonKeyRow } from './tables'

export type KeyedPerson = { personId: string; siteId: string; module: PersonKeyRow['module'] }

/**
 * Writes by what a person is recognised in a lead or a contact of theirs, in place of what was written before. A
 * record that is gone has no keys.
 */
export async function keepKeys(
  tx: Tx,
  { personId, siteId, module }: KeyedPerson,
  keys: readonly RecordKey[],
): Promise<void> {
  await tx.deleteFrom('person_key').where('person_id', '=', personId).where('module', '=', module).execute()
  const rows = new Map(
    keys.map(({ kind, key }) => [
      `${kind} ${key}`,
      { person_id: personId, site_id: siteId, module, kind: kind as PersonKeyRow['kind'], key },
    ]),
  )
  if (rows.size > 0)
    await tx
      .insertInto('person_key')
      .values([...rows.values()])
      .execute()
}
