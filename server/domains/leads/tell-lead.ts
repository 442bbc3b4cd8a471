import { findNewest } from '#server/domains/conversations/index'
import { keepKeys } from '#server/domains/people/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { By } from '#shared/protocol/define'
import type { FactData, FactName } from '#shared/protocol/index'
import type { Lead } from '#shared/protocol/leads'
import { keysOfPerson } from '#shared/rules/record-keys'
import { countIn, findCard, insertLead, listOfPerson, saveLead } from './queries'

/** Its conversion and what takes it back say more: they are told with it. */
export type LeadFact = Extract<FactName, `lead.${string}`>
type More = Pick<
  FactData<'lead.converted'>,
  'contactId' | 'companyId' | 'dealId' | 'madeDeal' | 'reason' | 'toldAgentId'
>
type Story = Partial<Pick<FactData<LeadFact>, 'changes' | 'conversationId'>> & {
  /** Who did it; the visitor when nobody of the team. */
  by: By
  /** Where it stood before, when it stands elsewhere now. */
  fromStatusId?: string
  /** What it became, where that is what happened. */
  became?: More
}

/** Writes a lead as it stands now and tells it with how many stand there. Every change of a lead ends here. */
export async function tellLead(
  { tx, record }: { tx: Tx; record: Recorder },
  name: LeadFact,
  lead: Lead,
  { by, changes = [], conversationId = null, fromStatusId = lead.statusId, became }: Story,
): Promise<Lead> {
  if (name === 'lead.created') await insertLead(tx, lead, (await findNewest(tx, lead.personId))?.id ?? null)
  else await saveLead(tx, lead)
  await keepLeadKeys(tx, lead)
  const card = await findCard(tx, lead.id)
  if (!card) throw new Error(`Lead ${lead.id} is not where it was written`)
  const counts = [await countIn(tx, lead.statusId, lead.siteId)]
  if (fromStatusId !== lead.statusId) counts.push(await countIn(tx, fromStatusId, lead.siteId))
  record(name, { ...card, ...by, conversationId, changes, counts, ...became } as FactData<'lead.converted'>)
  return lead
}

/** Writes by what a person is recognised in any lead of theirs. */
export async function keepLeadKeys(tx: Tx, { personId, siteId }: Pick<Lead, 'personId' | 'siteId'>): Promise<void> {
  const leads = (await listOfPerson(tx, personId)).map(({ lead }) => lead)
  await keepKeys(tx, { personId, siteId, module: 'lead' }, leads.flatMap(keysOfPerson))
}
