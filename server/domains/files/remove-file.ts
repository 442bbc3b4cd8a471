import { byOf, type TeamContext } from '#server/context'
import type { StoredFile } from '#shared/protocol/files'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { Door } from '#shared/rules/doors'
import { accessFile } from './access'
import { markRemoved } from './queries'

/** Removes a file. Its row and its history stay; its bytes go with the commit. */
export async function removeFile(
  door: Door,
  { fileId }: CheckedInputOf<'file:remove'>,
  { caller, files, change }: TeamContext,
): Promise<StoredFile> {
  const removed = await change(async (tx, record) => {
    const { pipelineId } = (await accessFile(tx, caller, door, fileId)).beside
    const file = await markRemoved(tx, fileId)
    if (!file) throw new Refusal('not-found')
    record('file.removed', { file, pipelineId, ...byOf(caller) })
    return file
  })
  await files.remove(fileId)
  return removed
}
