import type { TeamCaller } from '#server/context'
import { accessCompany } from '#server/domains/companies/index'
import { accessCard as accessContact } from '#server/domains/contacts/index'
import { accessDeal } from '#server/domains/deals/index'
import { accessCard as accessLead } from '#server/domains/leads/index'
import { accessPerson } from '#server/domains/people/index'
import type { Reader } from '#server/storage/db'
import type { Keeper } from '#shared/protocol/beside'
import { Refusal } from '#shared/protocol/refusals'
import type { Door } from '#shared/rules/doors'

type Named = { record: Keeper; recordId: string }

/** What a note or a file stands beside, and in whose history. */
export type Beside = Named & {
  siteId: string
  personId: string | null
  /** A deal's; null for anything else. */
  pipelineId: string | null
  about: string
}

/** What notes and files of a door stand beside, where it may be known. Otherwise `not-found`, whatever the reason. */
export async function accessBeside(
  db: Reader,
  caller: TeamCaller,
  door: Door,
  id: string,
  act: 'read' | 'write' = 'read',
): Promise<Beside> {
  switch (door) {
    case 'deal':
      return accessRecord(db, caller, { record: 'deal', recordId: id })
    case 'company':
      return accessRecord(db, caller, { record: 'company', recordId: id })
    case 'lead': {
      const { personId, converted } = (await accessLead(db, caller, id)).lead
      // What has become a contact is read here and written there.
      if (converted && act === 'write') throw new Refusal('lead-converted')
      return accessRecord(db, caller, { record: 'person', recordId: personId })
    }
    case 'contact': {
      const { personId } = (await accessContact(db, caller, id)).contact
      return accessRecord(db, caller, { record: 'person', recordId: personId })
    }
  }
}

/** The same by what a note or a file says it stands beside. */
export async function accessRecord(db: Reader, caller: TeamCaller, { record, recordId }: Named): Promise<Beside> {
  switch (record) {
    case 'deal': {
      const { personId, siteId, pipelineId, name } = await accessDeal(db, caller, recordId)
      return { record, recordId, siteId, personId, pipelineId, about: name }
    }
    case 'company': {
      const { siteId, name } = await accessCompany(db, caller, recordId)
      return { record, recordId, siteId, personId: null, pipelineId: null, about: name }
    }
    case 'person': {
      const { id, siteId, name, code } = await accessPerson(db, caller, recordId)
      return { record, recordId: id, siteId, personId: id, pipelineId: null, about: name ?? code }
    }
  }
}
