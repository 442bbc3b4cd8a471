import { agentIdOf } from '#server/context'
import { assertMayOwn, beginCompany, holdCompany, tellCompany, unknownCompany } from '#server/domains/companies/index'
import { madeStep, setSteps } from '#server/domains/undo/index'
import type { Company } from '#shared/protocol/companies'
import type { ConversionChoice } from '#shared/protocol/conversion'
import type { Lead } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { fillIn, isBlank } from '#shared/rules/lead-mapping'
import { domainOf } from '#shared/rules/record-keys'
import { assertMay, type Ground } from './begin-act'

type Bringing = { lead: Lead; brought: Readonly<Record<string, unknown>>; ownerId: string | null }

/** Where the lead works: nowhere that is known, somewhere new, or at a company that is there. */
export async function findCompanyFor(
  ground: Ground,
  choice: ConversionChoice['company'],
  bringing: Bringing,
): Promise<Company | null> {
  if (choice.how === 'none') return null
  return choice.how === 'new'
    ? makeCompany(ground, choice.name ?? bringing.lead.company, bringing)
    : enrichCompany(ground, choice, bringing)
}

async function makeCompany(ground: Ground, name: string, { lead, brought, ownerId }: Bringing): Promise<Company> {
  const { tx, caller, steps } = ground
  assertMay(caller, 'contacts.write')
  await assertMayOwn(tx, ownerId, lead.siteId)
  if (name === '') throw new Refusal('details-required', { field: 'company' })
  const domains = [...new Set(lead.emails.map(domainOf).filter((host) => host !== null))]
  const known = fillIn({ ...unknownCompany, domains }, brought)
  const whose = { siteId: lead.siteId, byAgentId: agentIdOf(caller) }
  const company = await beginCompany(ground, { ...known, name, ownerId, ...whose })
  steps.push(madeStep('company', company))
  return company
}

async function enrichCompany(
  ground: Ground,
  { companyId, take }: Extract<ConversionChoice['company'], { how: 'existing' }>,
  { lead, brought }: Bringing,
): Promise<Company> {
  const { tx, caller, steps } = ground
  const before = await holdCompany(tx, caller, companyId)
  if (before.siteId !== lead.siteId) throw new Refusal('merge-elsewhere')
  if (before.removed) throw new Refusal('match-gone', { field: 'company' })
  if (!caller.permissions.has('contacts.write')) return before
  // The number of one who works there is no number of the house, unless nobody knows another.
  const { phones, ...rest } = brought
  const filled = fillIn(before, isBlank(before.phones) || take.includes('phones') ? brought : rest, take)
  const changed = setSteps('company', before, filled)
  if (changed.length === 0) return before
  const company = { ...filled, version: before.version + 1 }
  const changes = changed.flatMap((step) =>
    step.act === 'set' ? [{ field: step.field, was: step.was, is: step.is }] : [],
  )
  await tellCompany(ground, 'company.edited', company, { byAgentId: agentIdOf(caller), changes })
  steps.push(...changed)
  return company
}
