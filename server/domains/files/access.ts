import type { TeamCaller } from '#server/context'
import { accessRecord, type Beside } from '#server/domains/records/index'
import type { Reader } from '#server/storage/db'
import type { StoredFile } from '#shared/protocol/files'
import { Refusal } from '#shared/protocol/refusals'
import { type Door, doors } from '#shared/rules/doors'
import { findFile } from './queries'

/** A file behind a door, where what it stands beside may be known. Otherwise `not-found`, whatever the reason. */
export async function accessFile(
  db: Reader,
  caller: TeamCaller,
  door: Door,
  id: string,
): Promise<{ file: StoredFile; beside: Beside }> {
  const file = await findFile(db, id)
  if (!file || file.removed || file.record !== doors[door].keeper) throw new Refusal('not-found')
  return { file, beside: await accessRecord(db, caller, file) }
}
