import { agentIdOf, type TeamContext } from '#server/context'
import { editRecord, readCustom } from '#server/domains/fields/index'
import { phonesOf } from '#server/domains/people/index'
import type { FieldChange } from '#server/events/field-changes'
import type { Tx } from '#server/storage/db'
import type { Company } from '#shared/protocol/companies'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { assertMayOwn, holdCompany } from './access'
import { hostsOf } from './rules'
import { beginCompany, type CompanyFact, tellCompany } from './tell-company'

/** A company somebody of the team writes down. */
export const createCompany = (
  { siteId, details }: CheckedInputOf<'company:create'>,
  { caller, change, now }: TeamContext,
): Promise<Company> =>
  change(async (tx, record) => {
    if (!caller.siteIds.includes(siteId)) throw new Refusal('not-found', { field: 'siteId' })
    const { ownerId = agentIdOf(caller) } = details
    await assertMayOwn(tx, ownerId, siteId)
    const reached = { domains: hostsOf(details.domains ?? []), phones: await phonesOf(tx, details.phones ?? []) }
    const custom = await readCustom(tx, 'company', details.custom)
    const known = { ...details, ...reached, ownerId, custom }
    return beginCompany({ tx, record, at: now() }, { ...known, siteId, byAgentId: agentIdOf(caller) })
  })

/** Changes fields of a company, each refused by itself when somebody was faster. */
export const editCompany = (
  { companyId, changes }: CheckedInputOf<'company:edit'>,
  context: TeamContext,
): Promise<Company> =>
  alter('company.edited', companyId, context, async (before, tx) => {
    if (before.removed) throw new Refusal('not-found')
    await assertMayOwn(tx, changes.ownerId?.is, before.siteId)
    const { domains, phones } = changes
    const asked = {
      ...changes,
      ...(domains && { domains: { was: domains.was, is: hostsOf(domains.is) } }),
      ...(phones && { phones: { was: phones.was, is: await phonesOf(tx, phones.is) } }),
    }
    const { after, changes: changed } = await editRecord<Company>(tx, 'company', before, asked)
    return { company: changed.length === 0 ? before : { ...after, version: before.version + 1 }, changed }
  })

/** Takes a company out of every list; its contacts stay, and find it again when it comes back. */
export const removeCompany = (
  { companyId }: CheckedInputOf<'company:remove'>,
  context: TeamContext,
): Promise<Company> =>
  alter('company.removed', companyId, context, async (before) => {
    if (before.removed) throw new Refusal('not-found')
    return { company: { ...before, removed: true, version: before.version + 1 } }
  })

/** Takes the removal back. */
export const restoreCompany = (
  { companyId }: CheckedInputOf<'company:restore'>,
  context: TeamContext,
): Promise<Company> =>
  alter('company.restored', companyId, context, async (before) => ({
    company: before.removed ? { ...before, removed: false, version: before.version + 1 } : before,
  }))

type Decided = { company: Company; changed?: FieldChange[] }

const alter = (
  name: CompanyFact,
  companyId: string,
  { caller, change }: TeamContext,
  decide: (before: Company, tx: Tx) => Promise<Decided>,
): Promise<Company> =>
  change(async (tx, record) => {
    const before = await holdCompany(tx, caller, companyId)
    const { company, changed = [] } = await decide(before, tx)
    if (company === before) return before
    return tellCompany({ tx, record }, name, company, { byAgentId: agentIdOf(caller), changes: changed })
  })
