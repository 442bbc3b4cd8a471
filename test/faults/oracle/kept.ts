import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Of } from '../clients/sending'

/** Digests of all bytes kept in a data folder, by the id they are kept under; null where it keeps none. */
export function readKept(dataDir: string): Map<string, string> | null {
  const folder = join(dataDir, 'files', 'kept')
  if (!existsSync(folder)) return null
  return new Map(readdirSync(folder).map((id) => [id, sha256Of(readFileSync(join(folder, id)))]))
}
