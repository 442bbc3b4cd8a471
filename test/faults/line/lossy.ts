import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Outcome, Trial } from '../harness'
import { startChild } from '../wire/child'

export type LossyOrders = Pick<Trial, 'dose' | 'seed' | 'mutant'>

/** A fifth of all packets is lost, and a thin line is filled to its brim: in a network of its own. */
export async function tryLossy({ dose, seed, mutant, say }: Trial): Promise<Outcome> {
  const reason = whyNoNetwork()
  if (reason) return { figures: {}, broken: [], skipped: reason }
  const child = startChild<LossyOrders, string, Outcome>('test/faults/line/lossy-process.ts', { dose, seed, mutant }, [
    'unshare',
    '--net',
  ])
  child.hear(say)
  try {
    return await child.result
  } finally {
    child.process.kill('SIGKILL')
  }
}

function whyNoNetwork(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a network of its own needs root on Linux'
  const missing = ['unshare', 'ip', 'nft'].find((program) => !isOnPath(program))
  return missing ? `a network of its own needs ${missing}` : null
}

const isOnPath = (program: string) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].some((folder) => existsSync(join(folder, program)))
