import { agentIdOf, byOf, type TeamContext } from '#server/context'
import { accessBeside } from '#server/domains/records/index'
import type { Received } from '#server/storage/file-store'
import { newId } from '#server/storage/ids'
import type { StoredFile } from '#shared/protocol/files'
import { Refusal } from '#shared/protocol/refusals'
import type { Door } from '#shared/rules/doors'
import { insertFile } from './queries'
import { fileName } from './rules'
import { typeOf } from './sniff-type'

type Upload = { door: Door; ownerId: string; name: string; received: Received }

/**
 * Puts what was received beside a record: the bytes are on disk under their id before the row says so.
 * Asked twice under the same name of the attempt, it is there once.
 * @throws Refusal `file-type-refused`
 */
export async function addFile({ door, ownerId, name, received }: Upload, context: TeamContext): Promise<StoredFile> {
  const { caller, files, change, now } = context
  const called = fileName(name)
  const type = typeOf(called, received.head)
  if (!type) throw new Refusal('file-type-refused')
  const id = newId()
  await files.keep(received, id)
  const stored = await change(async (tx, record) => {
    const { pipelineId, about: _, ...beside } = await accessBeside(tx, caller, door, ownerId, 'write')
    const file: StoredFile = {
      ...{ id, ...beside, name: called, type, size: received.size },
      ...{ agentId: agentIdOf(caller), addedAt: now(), version: 1, removed: false },
    }
    await insertFile(tx, file, received.sha256.toString('base64'))
    record('file.added', { file, pipelineId, ...byOf(caller) })
    return file
  }).catch(async (error: unknown) => {
    await files.remove(id)
    throw error
  })
  // The answer to an earlier attempt: what was kept just now is one time too many.
  if (stored.id !== id) await files.remove(id)
  return stored
}
