import { findMapping } from '#server/domains/fields/index'
import type { Reader } from '#server/storage/db'
import type { Lead } from '#shared/protocol/leads'
import type { Person } from '#shared/protocol/people'
import { type Mapped, mapLead } from '#shared/rules/lead-mapping'

/** What a lead brings to each record; what its person's browser said goes to the contact. */
export async function bringOf(db: Reader, lead: Lead, person: Person): Promise<Mapped> {
  const mapped = mapLead(lead, await findMapping(db))
  const spoken = person.language === '' ? {} : { language: person.language }
  return { ...mapped, contact: { ...spoken, ...mapped.contact } }
}
