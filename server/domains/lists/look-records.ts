import { csv as english } from '#shared/i18n/en/csv'
import { csv as turkish } from '#shared/i18n/tr/csv'
import type { CustomField } from '#shared/protocol/fields'
import { changedAs } from '#shared/rules/custom-values'
import { type CsvRecord, headKey, type RecordLook, type RecordMapping, readColumns } from '#shared/rules/record-csv'
import { plain } from '#shared/values/plain'
import { rowsOf } from './read-csv'

/** What other programs call these, folded. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  name: ['name', 'full name', 'contact name', 'company name', 'ad', 'ad soyad', 'firma adi', 'unvan'],
  emails: ['email', 'e-mail', 'mail', 'email address', 'e-posta', 'eposta'],
  phones: ['phone', 'mobile', 'phone number', 'telefon', 'cep', 'gsm'],
  company: ['company', 'organization', 'organisation', 'account', 'firma', 'sirket'],
  title: ['job title', 'title', 'position', 'unvan', 'gorev'],
  domains: ['domain', 'domains', 'alan adi'],
  website: ['website', 'web site', 'web', 'url'],
  owner: ['owner', 'assignee', 'sahip', 'sorumlu'],
  tags: ['tags', 'labels', 'tag', 'etiket', 'etiketler'],
  description: ['description', 'notes', 'about', 'aciklama'],
}

/** The heads, the first rows, and which column is probably what, fields of one's own by their names. */
export async function lookAtRecords(
  text: string,
  record: CsvRecord,
  fields: readonly CustomField[],
): Promise<RecordLook> {
  const rows: string[][] = []
  for await (const { cells } of rowsOf(text)) {
    rows.push(cells.slice(0, 100).map((cell) => cell.slice(0, 200)))
    if (rows.length > 5) break
  }
  const [columns = [], ...first] = rows
  return { columns, rows: first, mapping: guess(columns, record, fields) }
}

function guess(columns: readonly string[], record: CsvRecord, fields: readonly CustomField[]): RecordMapping {
  const heads = columns.map(plain)
  const [ours, theirs]: Record<string, string>[] = [english, turkish]
  const known = [
    ...readColumns(record).map((column) => {
      const key = `csv.${headKey(column)}`
      return { column: column as string, names: [ours?.[key], theirs?.[key], column, ...(synonyms[column] ?? [])] }
    }),
    ...fields.flatMap(({ id, name, removed }) => (removed ? [] : [{ column: changedAs(id), names: [name] }])),
  ]
  const mapping: Record<string, number> = {}
  const taken = new Set<number>()
  for (const { column, names } of known) {
    const at = heads.findIndex((head, index) => !taken.has(index) && names.some((one) => one && plain(one) === head))
    if (at < 0) continue
    mapping[column] = at
    taken.add(at)
  }
  return mapping
}
