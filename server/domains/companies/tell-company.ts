import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Company } from '#shared/protocol/companies'
import type { FactData, FactName } from '#shared/protocol/index'
import { keysOfCompany } from '#shared/rules/record-keys'
import { insertCompany, keepCompanyKeys, saveCompany } from './queries'
import { type KnownCompany, unknownCompany } from './rules'

export type CompanyFact = Extract<FactName, `company.${string}`>
type Story = Pick<FactData<CompanyFact>, 'byAgentId'> & Partial<Pick<FactData<CompanyFact>, 'changes'>>

/** Writes a company as it stands now and tells it. Every change of a company ends here. */
export async function tellCompany(
  { tx, record }: { tx: Tx; record: Recorder },
  name: CompanyFact,
  company: Company,
  { byAgentId, changes = [] }: Story,
): Promise<Company> {
  await (name === 'company.created' ? insertCompany(tx, company) : saveCompany(tx, company))
  await keepCompanyKeys(tx, company, company.removed ? [] : keysOfCompany(company))
  record(name, { company, byAgentId, changes })
  return company
}

/** A new company, of which at least the name is known. */
export const beginCompany = (
  ground: { tx: Tx; record: Recorder; at: string },
  { siteId, byAgentId, ...known }: Partial<KnownCompany> & { name: string; siteId: string; byAgentId: string | null },
): Promise<Company> => {
  const made = { id: newId(), siteId, createdAt: ground.at, version: 1, removed: false }
  return tellCompany(ground, 'company.created', { ...unknownCompany, ...known, ...made }, { byAgentId })
}
