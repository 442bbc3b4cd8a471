import { filetypeinfo } from 'magic-bytes.js'

/** What may lie beside a record: nothing a browser or a system would run. */
const allowed: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  pdf: 'application/pdf',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
}

/** Kinds that are written in words and may run, or hold what runs. */
const runnable = new Set(['svg', 'xml', 'rtf', 'ps'])

/**
 * What a file is, by its first bytes; its name only decides between kinds that begin alike, as office files do.
 * @returns null for what may not lie beside a record
 */
export function typeOf(name: string, head: Uint8Array): string | null {
  const ending = /\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const kinds = filetypeinfo([...head]).flatMap(({ extension }) => extension?.replace('.', '') ?? [])
  const known = kinds.filter((kind) => kind in allowed)
  const [first] = known
  if (first) return allowed[known.includes(ending) ? ending : first] ?? null
  // Words may begin like anything: every text with a G in front is a film by its first byte.
  if (!isText(head) || kinds.some((kind) => runnable.has(kind))) return null
  return ending === 'csv' ? 'text/csv' : 'text/plain'
}

/** Words in UTF-8 and nothing a terminal would act on. */
function isText(head: Uint8Array): boolean {
  try {
    // Streaming forgives a letter that is cut in two at the end.
    const words = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return !/[^\P{Cc}\t\r\n\f]/u.test(words)
  } catch {
    return false
  }
}
