import type { Reader } from '#server/storage/db'
import type { CsvRecord } from '#shared/rules/record-csv'
import type { RecordKey } from '#shared/rules/record-keys'

/** Whether a site has a record that is recognised by one of these. */
export async function isKnown(
  db: Reader,
  record: CsvRecord,
  siteId: string,
  keys: readonly RecordKey[],
): Promise<boolean> {
  for (const { kind, key } of keys) if (await hasKey(db, record, siteId, kind, key)) return true
  return false
}

async function hasKey(db: Reader, record: CsvRecord, siteId: string, kind: string, key: string): Promise<boolean> {
  if (record === 'company') {
    const company = db.selectFrom('company_key').select('company_id').where('site_id', '=', siteId)
    const found = company.where('kind', '=', kind as 'domain').where('key', '=', key)
    return (await found.limit(1).executeTakeFirst()) !== undefined
  }
  const person = db.selectFrom('person_key').select('person_id').where('site_id', '=', siteId)
  const found = person
    .where('module', '=', record)
    .where('kind', '=', kind as 'email')
    .where('key', '=', key)
  return (await found.limit(1).executeTakeFirst()) !== undefined
}

/** The company of a site that is called so, the oldest where several are. */
export async function findCompanyNamed(db: Reader, siteId: string, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('company_key')
    .select('company_id')
    .where('site_id', '=', siteId)
    .where('kind', '=', 'name')
    .where('key', '=', key)
    .orderBy('company_id')
    .limit(1)
    .executeTakeFirst()
  return row?.company_id
}
