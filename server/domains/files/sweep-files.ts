import type { Db } from '#server/storage/db'
import type { FileStore } from '#server/storage/file-store'
import { listLiving } from './queries'

/** What no row has named after a day never will be: its change was refused, or the process ended before it. */
const orphanMs = 24 * 3_600_000
const batch = 500

/** Removes bytes nobody names. */
export async function sweepFiles(db: Db, files: FileStore, olderThanMs = orphanMs): Promise<number> {
  const old = await files.olderThan(olderThanMs)
  let swept = 0
  for (let at = 0; at < old.length; at += batch) {
    const ids = old.slice(at, at + batch)
    const living = await listLiving(db, ids)
    for (const id of ids) {
      if (living.has(id)) continue
      await files.remove(id)
      swept++
    }
  }
  return swept
}
