import { changedAs } from '#shared/rules/custom-values'
import type { CsvRecord } from '#shared/rules/record-csv'
import { t } from '../../data/session'
import { state } from '../../data/store'

/** What a column is called on its record's page. */
export function columnWords(record: CsvRecord, column: string): string {
  const own = state.value.fields.get(column.slice(changedAs('').length))
  if (own) return own.name
  return t.value(`${record === 'company' ? 'contact' : record}.${column}` as 'lead.name')
}
