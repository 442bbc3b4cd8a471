import { join } from 'node:path'
import { checks } from '../oracle/checks'
import type { Ledger } from '../oracle/ledger'
import { readStored } from '../oracle/stored'

/** What a disk holds, against everything acknowledged so far. */
export function lookInto(ledger: Ledger, dataDir: string): { lost: number; whole: boolean } {
  const stored = readStored(join(dataDir, 'parley.sqlite'))
  const lost = checks.reduce((sum, check) => sum + check.look(ledger, stored).lost, 0)
  return { lost, whole: stored.integrity === 'ok' }
}
