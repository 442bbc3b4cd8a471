import type { StoredFile } from '#shared/protocol/files'
import { type Door, doors } from '#shared/rules/doors'
import { randomId } from '#shared/values/random'
import type { World } from './world'

/** A file beside a record, whose name and words are the same. */
export async function putFile(world: World, of: Door, id: string, words: string): Promise<StoredFile> {
  const headers = { 'idempotency-key': randomId(), 'content-type': 'application/octet-stream' }
  const path = `/api/v1/${doors[of].path}/${id}/files?name=${encodeURIComponent(words)}.txt`
  return (await world.fetch(path, { method: 'PUT', body: words, headers })).json()
}
