import type { CompanyTarget, ContactTarget, ConversionOptions } from '#shared/protocol/conversion'
import type { Choice } from '../../data/conversion'

/** What was chosen so far, as the review shows it. */
export type Draft = {
  /** An existing contact's id; empty for a new one. */
  contactId: string
  /** Why there is a new one in spite of a strong match. */
  reason: string
  take: readonly string[]
  company: { how: 'none' } | { how: 'new'; name: string } | { how: 'existing'; companyId: string; name: string }
  takeOfCompany: readonly string[]
  deal:
    | { how: 'none' }
    | { how: 'new'; name: string; amount: string; pipelineId: string; stageId: string; closesOn: string }
    | { how: 'existing'; dealId: string }
  /** Empty for no first task. */
  task: string
  taskDay: string
  /** Undefined while nobody has chosen: then it is who had the lead, as far as they may see what comes of it. */
  ownerId: string | null | undefined
  /** Only where that is somebody else. */
  tellOwner: boolean
  /** Where files of the lead go, where there is a deal they can go to. */
  files: 'deal' | 'contact'
  tags: boolean
}

/** What most people choose, so that Enter is enough where nothing is to decide. */
export function firstDraft(options: ConversionOptions, dealId: string | null): Draft {
  const { lead, itself, contacts, companies, deals, belongings } = options
  const contact = itself ?? contacts.find(({ strength }) => strength === 'strong')
  const worksAt = contact?.contact.companyId
  const known = companies.find(({ strength }) => strength !== 'hint')
  const riding = deals.find(
    ({ deal }) => deal.id === dealId || (belongings.deals > 0 && deal.personId === lead.personId),
  )
  return {
    ...{ contactId: contact?.contact.id ?? '', reason: '', take: [], takeOfCompany: [] },
    company: worksAt || lead.company === '' ? { how: 'none' } : companyOf(known, lead.company),
    deal: dealId || riding ? { how: 'existing', dealId: dealId ?? riding?.deal.id ?? '' } : { how: 'none' },
    ...{ task: '', taskDay: '', ownerId: undefined, tellOwner: true, files: 'deal', tags: lead.tags.length > 0 },
  }
}

const companyOf = (known: CompanyTarget | undefined, name: string): Draft['company'] =>
  known ? { how: 'existing', companyId: known.companyId, name: known.name } : { how: 'new', name }

/** The contact that was chosen; undefined for a new one. */
export const chosenContact = ({ itself, contacts }: ConversionOptions, draft: Draft): ContactTarget | undefined =>
  [...(itself ? [itself] : []), ...contacts].find(({ contact }) => contact.id === draft.contactId)

/** The company that was chosen, where it was found by what it shares. */
export const chosenCompany = ({ companies }: ConversionOptions, { company }: Draft): CompanyTarget | undefined =>
  company.how === 'existing' ? companies.find(({ companyId }) => companyId === company.companyId) : undefined

/** Whether a new contact has to be explained. */
export const needsReason = ({ contacts, itself }: ConversionOptions, { contactId }: Draft): boolean =>
  contactId === '' && !itself && contacts.some(({ strength }) => strength === 'strong')

/** Whether files of the lead can go to the deal: there are some, and it is or becomes their own. */
export function areFilesToPlace(options: ConversionOptions, draft: Draft): boolean {
  const { deal } = draft
  if (options.files === 0 || deal.how === 'none') return false
  if (deal.how === 'new') return true
  const theirs = [options.lead.personId, chosenContact(options, draft)?.personId]
  return options.deals.some(({ deal: one }) => one.id === deal.dealId && theirs.includes(one.personId))
}

/** The draft as it is asked for. */
export function choiceOf(draft: Draft, amount: number | null): Choice {
  const { contactId, reason, take, company, takeOfCompany, deal, task, taskDay, ownerId, tellOwner, files, tags } =
    draft
  return {
    contact: contactId ? { how: 'existing', contactId, take: [...take] } : { how: 'new', reason: reason.trim() },
    company:
      company.how === 'existing'
        ? { how: 'existing', companyId: company.companyId, take: [...takeOfCompany] }
        : company,
    deal:
      deal.how === 'new'
        ? {
            ...{ how: 'new', pipelineId: deal.pipelineId, stageId: deal.stageId, amount },
            ...{ closesOn: deal.closesOn || null, ...(deal.name.trim() && { name: deal.name.trim() }) },
          }
        : deal,
    task: task.trim() ? { title: task.trim(), dueOn: taskDay || null } : null,
    ...{ ownerId, tellOwner, files, tags },
  }
}
