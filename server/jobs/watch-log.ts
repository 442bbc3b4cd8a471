import { logBytes } from '#server/door/metrics'
import { log } from '#server/log'
import type { Storage } from '#server/storage/db'
import { logLimit } from '#server/storage/sqlite'

/** Measures the database's log and says so when another program keeps it from being written back. */
export async function watchLog(storage: Pick<Storage, 'logBytes'>): Promise<void> {
  const bytes = storage.logBytes()
  logBytes.set(bytes)
  if (bytes > logLimit)
    log.warn(
      { bytes },
      'The log of the database keeps growing: another program holds it open. Nothing is lost; close it',
    )
}
