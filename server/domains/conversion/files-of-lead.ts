import { findCardOf } from '#server/domains/contacts/index'
import { listFree } from '#server/domains/files/index'
import type { Reader } from '#server/storage/db'
import type { StoredFile } from '#shared/protocol/files'
import type { Lead } from '#shared/protocol/leads'

/** Files of a lead that no deal has. What a contact had before they asked again stays the contact's. */
export async function filesOfLead(db: Reader, { createdAt }: Lead, personId: string): Promise<StoredFile[]> {
  const isKnown = (await findCardOf(db, personId)) !== undefined
  return listFree(db, personId, isKnown ? createdAt : null)
}
