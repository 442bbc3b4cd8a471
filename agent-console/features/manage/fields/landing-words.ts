import type { CustomValue } from '#shared/protocol/fields'
import { changedAs } from '#shared/rules/custom-values'
import type { MapRecord } from '#shared/rules/field-mapping'
import { t } from '../../../data/session'
import { state } from '../../../data/store'
import { valueWords } from '../../../parts/custom-fields/value-words'
import { dayWords } from '../../../parts/deals/words'
import { slotWords } from './slot-words'

/** Values of a record, line by line: what each is called and what it says. */
export function linesOf(record: 'lead' | MapRecord, values: Readonly<Record<string, unknown>>) {
  return Object.entries(values).map(([field, value]) => {
    const own = state.value.fields.get(field.slice(changedAs('').length)) ?? null
    const name = field === 'saidName' ? t.value('mapping.saidName') : slotWords(record, { field, own })
    return { name, value: own ? valueWords(own, value as CustomValue) : plainWords(field, value) }
  })
}

function plainWords(field: string, value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return t.value(value ? 'fields.yes' : 'fields.no')
  if (field === 'closesOn') return dayWords(String(value))
  if (field === 'ownerId') return state.value.agents.get(String(value))?.name ?? t.value('deal.somebody')
  return String(value)
}
