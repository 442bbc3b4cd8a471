/** What is written to files and read from them besides deals. */
export const csvRecords = ['lead', 'contact', 'company'] as const
export type CsvRecord = (typeof csvRecords)[number]

/** Columns of a file of each, in their order; fields of one's own follow by their names. */
export const recordColumns = {
  lead: [
    ...(['name', 'emails', 'phones', 'company', 'title', 'industry', 'website', 'address', 'description'] as const),
    ...(['source', 'tags', 'owner', 'mayMail', 'status', 'site', 'created', 'id'] as const),
  ],
  contact: [
    ...(['name', 'emails', 'phones', 'company', 'title', 'language', 'timeZone', 'website', 'address'] as const),
    ...(['description', 'source', 'tags', 'owner', 'mayMail', 'site', 'created', 'id'] as const),
  ],
  company: [
    ...(['name', 'domains', 'phones', 'website', 'industry', 'taxOffice', 'taxNumber', 'address'] as const),
    ...(['description', 'tags', 'owner', 'site', 'created', 'id'] as const),
  ],
} as const satisfies Record<CsvRecord, readonly string[]>
export type RecordColumn = (typeof recordColumns)[CsvRecord][number]

const writtenOnly: readonly RecordColumn[] = ['status', 'site', 'created', 'id']

/** Columns that are read as well as written. */
export const readColumns = (record: CsvRecord): RecordColumn[] =>
  (recordColumns[record] as readonly RecordColumn[]).filter((column) => !writtenOnly.includes(column))

/** Under what the head of a column stands among the texts. */
export const headKey = (column: RecordColumn): string => (column === 'name' ? 'recordName' : column)

/** Column or `custom.ID`, and the number of the column of the file it stands in. */
export type RecordMapping = Readonly<Record<string, number>>

/** Why a row cannot become a record. */
export const recordTroubles = [
  ...(['details-missing', 'name-missing', 'text-long', 'email-invalid', 'phone-invalid', 'domain-invalid'] as const),
  ...(['link-invalid', 'owner-unknown', 'value-invalid', 'refused', 'unreadable', 'file-long'] as const),
] as const
export type RecordTrouble = (typeof recordTroubles)[number]

/** What becomes, or would become, of a row; `column` says where the trouble is. */
export type RecordLine =
  | { line: number; does: 'create' | 'exists' }
  | { line: number; does: 'bad'; why: RecordTrouble; column?: string; cells: readonly string[] }

/** A look into a file before anything is read from it. */
export type RecordLook = {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  mapping: RecordMapping
}
