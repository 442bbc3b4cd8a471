import type { CsvRecord, RecordLine, RecordLook, RecordMapping } from '#shared/rules/record-csv'
import { eachLine, sendFile } from './deal-files'

const paths: Readonly<Record<CsvRecord, string>> = {
  lead: '/api/v1/leads.csv',
  contact: '/api/v1/contacts.csv',
  company: '/api/v1/companies.csv',
}

/** Where what a list shows is had as a file. */
export function recordsAddress(record: CsvRecord, asked: object, locale: string): string {
  const said = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
  return `${paths[record]}?${new URLSearchParams({ locale, ...Object.fromEntries(said) })}`
}

/** A look into a file: its heads, its first rows, and which column is probably what. */
export const lookIntoRecords = async (record: CsvRecord, file: File): Promise<RecordLook> =>
  (await sendFile(`${paths[record]}/look`, file)).json()

export type BringRecords = {
  record: CsvRecord
  /** One for each time somebody means it; a broken line is tried again under the same. */
  rid: string
  siteId: string
  locale: string
  mapping: RecordMapping
  trial: boolean
}

/** Brings a file in, or tries what would become of it; each row is told as it is done. */
export async function bringRecordsIn(
  file: File,
  { record, mapping, trial, ...asked }: BringRecords,
  onLine: (line: RecordLine) => void,
): Promise<void> {
  const columns = Object.entries(mapping).map(([column, at]) => `${column}:${at}`)
  const words = new URLSearchParams({ ...asked, trial: trial ? 'yes' : 'no', columns: columns.join(',') })
  await eachLine(await sendFile(`${paths[record]}?${words}`, file), onLine)
}
