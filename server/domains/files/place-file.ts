import { findDeal } from '#server/domains/deals/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Keeper } from '#shared/protocol/beside'
import type { By } from '#shared/protocol/define'
import type { StoredFile } from '#shared/protocol/files'
import { savePlace } from './queries'

type Ground = { tx: Tx; record: Recorder; by: By }
/** Beside what, and in which pipeline where that is a deal. */
type Place = { record: Keeper; recordId: string; pipelineId: string | null }

/**
 * Puts a file beside something else of the same person. Who knew it where it stood hears that it is gone from there,
 * who may know it where it stands that it came: the one may be closed to whom the other is open to.
 */
export async function placeFile(
  { tx, record, by }: Ground,
  before: StoredFile,
  { pipelineId, ...to }: Place,
): Promise<StoredFile> {
  const file = { ...before, ...to, version: before.version + 1 }
  await savePlace(tx, file)
  const left = before.record === 'deal' ? await findDeal(tx, before.recordId) : undefined
  record('file.departed', { file: before, pipelineId: left?.pipelineId ?? null, ...by })
  record('file.arrived', { file, pipelineId, ...by })
  return file
}
