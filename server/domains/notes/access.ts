import type { TeamCaller } from '#server/context'
import { accessRecord, type Beside } from '#server/domains/records/index'
import type { Reader } from '#server/storage/db'
import type { RecordNote } from '#shared/protocol/notes'
import { Refusal } from '#shared/protocol/refusals'
import { type Door, doors } from '#shared/rules/doors'

/** A note behind a door, where what it stands beside may be known. Otherwise `not-found`, whatever the reason. */
export async function accessNote(
  db: Reader,
  caller: TeamCaller,
  door: Door,
  note: RecordNote | undefined,
): Promise<{ note: RecordNote; beside: Beside }> {
  if (note?.record !== doors[door].keeper) throw new Refusal('not-found')
  return { note, beside: await accessRecord(db, caller, note) }
}
