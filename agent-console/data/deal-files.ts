import type { CsvLook, CsvMapping, ImportLine } from '#shared/rules/deal-csv'
import { NoAnswerError, RefusedError } from './client'
import { type Asking, zone } from './deal-lists'

/** Where the deals on screen are had as a file. */
export function exportAddress({ pipelineId, filter }: Asking, locale: string): string {
  const words = new URLSearchParams({ locale, zone: zone() })
  if (pipelineId) words.set('pipelineId', pipelineId)
  for (const [name, value] of Object.entries(filter)) if (value) words.set(name, value)
  return `/api/v1/deals.csv?${words}`
}

/** A look into a file: its heads, its first rows, and which column is probably what. */
export const lookInto = async (file: File): Promise<CsvLook> => (await sendFile('/api/v1/deals.csv/look', file)).json()

export type Bring = {
  /** One for each time somebody means it; a broken line is tried again under the same. */
  rid: string
  pipelineId: string
  siteId: string
  locale: string
  mapping: CsvMapping
  trial: boolean
}

/** Brings a file in, or tries what would become of it; each row is told as it is done. */
export async function bringIn(
  file: File,
  { mapping, trial, ...asked }: Bring,
  onLine: (line: ImportLine) => void,
): Promise<void> {
  const words = new URLSearchParams({ ...asked, trial: trial ? 'yes' : 'no' })
  for (const [field, column] of Object.entries(mapping)) if (column !== undefined) words.set(field, String(column))
  await eachLine(await sendFile(`/api/v1/deals.csv?${words}`, file), onLine)
}

/** Tells each line of an answer as it comes. */
export async function eachLine<Line>(response: Response, onLine: (line: Line) => void): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    const lines = (rest + piece.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line) onLine(JSON.parse(line) as Line)
  }
}

/** Sends a table. @throws RefusedError, NoAnswerError */
export async function sendFile(path: string, file: File): Promise<Response> {
  const headers = { 'content-type': 'text/csv', 'x-requested-with': 'parley' }
  const response = await fetch(path, { method: 'POST', headers, body: file }).catch(() => {
    throw new NoAnswerError(true)
  })
  if (!response.ok) throw new RefusedError(await response.json().catch(() => ({ code: 'unexpected' })))
  return response
}
