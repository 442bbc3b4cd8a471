import type { ChangeRecord } from '#shared/protocol/changes'
import type { Contact } from '#shared/protocol/contacts'
import type { ConversionOptions, ConversionResult } from '#shared/protocol/conversion'
import type { ConversionBatch } from '#shared/protocol/conversions'
import type { InputOf, OutputOf } from '#shared/protocol/index'
import type { Lead } from '#shared/protocol/leads'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { openContact } from './contacts'
import { openLead } from './leads'
import { persist } from './persist'

export type Choice = InputOf<'lead:convert'>['choice']

/** What there is to decide before a lead is converted. @throws RefusedError `lead-converted` */
export const weighConversion = (leadId: string): Promise<ConversionOptions> =>
  persist(() => ask.lead.conversionOptions({ leadId }))

/**
 * Converts a lead as it was decided. Asked again under the same name it happens once.
 * @throws RefusedError `lead-changed`, `lead-converted`, `match-gone`, `match-strong`
 */
export async function convertLead(
  { id: leadId, version }: Lead,
  choice: Choice,
  rid: string,
): Promise<ConversionResult> {
  const result = await persist(() => ask.lead.convert({ rid, leadId, version, choice }))
  // The facts bring the rest; the page one is led to is here at once.
  await Promise.all([openContact(result.contactId), openLead(leadId)]).catch(() => {})
  return result
}

/** Takes a conversion back. @throws RefusedError `undo-blocked` with `details.blocks`, `undo-over` */
export async function undoConversion(leadId: string): Promise<Lead> {
  const rid = randomId()
  return persist(() => ask.lead.undoConversion({ rid, leadId }))
}

/** Merges another contact into one. @throws RefusedError `merge-itself`, `merge-elsewhere`, `match-gone` */
export async function mergeContacts(
  contact: Contact,
  other: Contact,
  take: readonly string[],
): Promise<OutputOf<'contact:merge'>> {
  const rid = randomId()
  const ids = { contactId: contact.id, otherId: other.id }
  const merged = await persist(() => ask.contact.merge({ rid, ...ids, take: [...take] }))
  await openContact(contact.id)
  return merged
}

/** They were two after all. @throws RefusedError `undo-blocked` with `details.blocks`, `undo-over` */
export async function unmergeContacts(contactId: string, changeId: string): Promise<OutputOf<'contact:unmerge'>> {
  const rid = randomId()
  const parted = await persist(() => ask.contact.unmerge({ rid, contactId, changeId }))
  await Promise.all([openContact(parted.contact.id), openContact(parted.other.id)])
  return parted
}

/** Conversions and merges of a contact that can still be taken back, the latest first. */
export const listChanges = (contactId: string): Promise<ChangeRecord[]> =>
  persist(() => ask.contact.changes({ contactId }))

/** Has many leads converted in the background, each by itself. @returns the name of the batch */
export async function convertMany(leadIds: readonly string[]): Promise<string> {
  const rid = randomId()
  return (await persist(() => ask.conversion.begin({ rid, leadIds: [...leadIds] }))).batchId
}

/** What became of each so far. */
export const readBatch = (batchId: string): Promise<ConversionBatch> => persist(() => ask.conversion.read({ batchId }))
