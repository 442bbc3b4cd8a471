import { type Info, parse } from 'csv-parse'
import { csv as english } from '#shared/i18n/en/csv'
import { csv as turkish } from '#shared/i18n/tr/csv'
import { type CsvLook, type CsvMapping, importFields } from '#shared/rules/deal-csv'
import { plain } from '#shared/values/plain'

/** The text of a file: UTF-8 as it should be, else what Turkish spreadsheets write when they are not asked. */
export function decode(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1254').decode(file)
  }
}

/** Rows of a file and the line each ends on, one after another. */
export async function* rowsOf(text: string): AsyncGenerator<{ line: number; cells: string[] }> {
  const parser = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: 256 * 1024,
  })
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>)
    yield { line: info.lines, cells: record }
}

/** What parts the columns: whatever of the three stands most often in the first line. */
function delimiterOf(text: string): string {
  const head =
    text
      .slice(0, 4_000)
      .split(/\r?\n/, 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? ''
  const count = (mark: string) => head.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** The heads, the first rows, and which column is probably what. */
export async function look(text: string): Promise<CsvLook> {
  const rows: string[][] = []
  for await (const { cells } of rowsOf(text)) {
    rows.push(cells.slice(0, 100).map((cell) => cell.slice(0, 200)))
    if (rows.length > 5) break
  }
  const [columns = [], ...first] = rows
  return { columns, rows: first, mapping: guess(columns) }
}

/** By the heads of our own files in either language, and by what other programs write. */
function guess(columns: readonly string[]): CsvMapping {
  const heads = columns.map(plain)
  const names: Record<string, string> = { ...english }
  const others: Record<string, string> = { ...turkish }
  const synonyms: Record<string, string[]> = {
    name: ['name', 'title', 'deal name', 'baslik', 'anlasma adi'],
    person: ['contact', 'contact name', 'full name', 'ad soyad', 'musteri', 'iletisim'],
    amount: ['value', 'price', 'deger', 'fiyat'],
    probability: ['probability', 'chance', 'olasilik'],
    closesOn: ['expected close date', 'close', 'kapanis'],
    owner: ['deal owner', 'assignee', 'sahip'],
    closedAt: ['closed date', 'closed at', 'closed on', 'won time', 'lost time', 'kapandi', 'kapanma tarihi'],
    lossReason: ['lost reason', 'reason', 'kayip nedeni', 'kayip sebebi', 'sebep'],
    tags: ['labels', 'tag', 'etiket'],
  }
  const mapping: Partial<Record<(typeof importFields)[number], number>> = {}
  for (const field of importFields) {
    const known = [names[`csv.${field}`], others[`csv.${field}`], field, ...(synonyms[field] ?? [])]
    const at = heads.findIndex((head) => known.some((one) => one !== undefined && plain(one) === head))
    if (at >= 0) mapping[field] = at
  }
  return mapping
}
