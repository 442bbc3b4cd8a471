import type { Reader, Tx } from '#server/storage/db'
import type { Company } from '#shared/protocol/companies'
import type { RecordKey } from '#shared/rules/record-keys'
import { plain } from '#shared/values/plain'
import { wordsOf } from './rules'
import type { CompanyKeyRow, CompanyRow } from './tables'

export const companyOf = (row: CompanyRow): Company => ({
  id: row.id,
  siteId: row.site_id,
  name: row.name,
  domains: JSON.parse(row.domains),
  phones: JSON.parse(row.phones),
  website: row.website,
  industry: row.industry,
  taxOffice: row.tax_office,
  taxNumber: row.tax_number,
  address: row.address,
  description: row.description,
  tags: JSON.parse(row.tags),
  ownerId: row.owner_id,
  custom: JSON.parse(row.custom),
  createdAt: row.created_at,
  version: row.version,
  removed: row.removed === 1,
})

const rowOf = (company: Company): CompanyRow => ({
  id: company.id,
  site_id: company.siteId,
  name: company.name,
  domains: JSON.stringify(company.domains),
  phones: JSON.stringify(company.phones),
  website: company.website,
  industry: company.industry,
  tax_office: company.taxOffice,
  tax_number: company.taxNumber,
  address: company.address,
  description: company.description,
  tags: JSON.stringify(company.tags),
  owner_id: company.ownerId,
  custom: JSON.stringify(company.custom),
  created_at: company.createdAt,
  version: company.version,
  removed: company.removed ? 1 : 0,
  name_key: plain(company.name),
  words: wordsOf(company),
})

export async function findCompany(db: Reader, id: string): Promise<Company | undefined> {
  const row = await db.selectFrom('company').selectAll().where('id', '=', id).executeTakeFirst()
  return row && companyOf(row)
}

/** Takes a company's row for this change. */
export async function lockCompany(tx: Tx, id: string): Promise<Company | undefined> {
  const row = await tx
    .updateTable('company')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && companyOf(row)
}

export async function insertCompany(tx: Tx, company: Company): Promise<void> {
  await tx.insertInto('company').values(rowOf(company)).execute()
}

export async function saveCompany(tx: Tx, company: Company): Promise<void> {
  const { id, ...row } = rowOf(company)
  await tx.updateTable('company').set(row).where('id', '=', id).execute()
}

/** Writes by what a company is recognised, in place of what was written before. */
export async function keepCompanyKeys(tx: Tx, { id, siteId }: Company, keys: readonly RecordKey[]): Promise<void> {
  await tx.deleteFrom('company_key').where('company_id', '=', id).execute()
  const rows = new Map(
    keys.map(({ kind, key }) => [
      `${kind} ${key}`,
      { company_id: id, site_id: siteId, kind: kind as CompanyKeyRow['kind'], key },
    ]),
  )
  if (rows.size > 0)
    await tx
      .insertInto('company_key')
      .values([...rows.values()])
      .execute()
}

/** People who work there, the first who came first. */
export async function listPeopleAt(db: Reader, companyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('contact')
    .select('person_id')
    .where('company_id', '=', companyId)
    .where('removed', '=', 0)
    .orderBy('id')
    .limit(1_000)
    .execute()
  return rows.map((row) => row.person_id)
}
