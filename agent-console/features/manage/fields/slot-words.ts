import type { MapRecord, Slot } from '#shared/rules/field-mapping'
import { t } from '../../../data/session'

/** What a field is called on its record's page. */
export function slotWords(record: 'lead' | MapRecord, { field, own }: Pick<Slot, 'field' | 'own'>): string {
  if (own) return own.name
  const key = field === 'ownerId' ? 'owner' : field
  const page = record === 'company' ? 'contact' : record
  return t.value(`${page}.${key}` as 'lead.name')
}

/** A record a lead's values go to. */
export const recordWords = (record: MapRecord): string => t.value(`mapping.${record}`)
