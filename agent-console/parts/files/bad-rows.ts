import { t } from '../../data/session'

/** A row that did not get in, and why in words. */
type Bad = { line: number; cells: readonly string[]; why: string }

/** The rows that did not get in as a file of their own: as they were, with the line and why. */
export function badRowsFile(columns: readonly string[], rows: readonly Bad[], locale: string): Blob {
  const mark = locale === 'tr' ? ';' : ','
  const write = (cells: readonly string[]) => cells.map((cell) => quoted(cell, mark)).join(mark)
  const head = [...columns, t.value('import.line'), t.value('import.why')]
  const lines = rows.map(({ cells, line, why }) =>
    write([...columns.map((_, at) => cells[at] ?? ''), String(line), why]),
  )
  return new Blob([`\ufeff${[write(head), ...lines].join('\r\n')}\r\n`], { type: 'text/csv' })
}

/** A cell no spreadsheet takes for a formula or for two. */
function quoted(cell: string, mark: string): string {
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return plain.includes(mark) || /["\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Hands a file to whoever asked for it. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
