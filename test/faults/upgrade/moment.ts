import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { databaseIn } from './earlier'

const lookEveryMs = 1
const patienceMs = 20_000

/** What stands under the name of a backup. */
export const backupsIn = (folder: string): string[] => besideBackups(folder).filter((file) => file.endsWith('.sqlite'))

/** The steps of an upgrade as far as they can be seen from outside. */
export const steps = {
  /** The backup is being written. */
  backsUp: (folder: string) => besideBackups(folder).length > 0,
  /** The backup is written, the schema is about to change. */
  changes: (folder: string) => {
    const [backup, ...beside] = besideBackups(folder)
    return (
      backup !== undefined && beside.length === 0 && sizeOf(backup) >= sizeOf(databaseIn(folder)) && sizeOf(backup) > 0
    )
  },
  /** Something of the new schema has reached the disk. */
  commits: (folder: string) => sizeOf(`${databaseIn(folder)}-wal`) > 0,
} as const

export type Step = keyof typeof steps

/** Resolves when an upgrade in this folder has come so far. */
export async function reached(step: Step, folder: string): Promise<number> {
  const end = performance.now() + patienceMs
  while (!steps[step](folder)) {
    if (performance.now() > end) throw new Error(`In ${folder} no upgrade ${step}`)
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
  return performance.now()
}

function besideBackups(folder: string): string[] {
  const kept = join(folder, 'backups')
  return existsSync(kept) ? readdirSync(kept).map((name) => join(kept, name)) : []
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
