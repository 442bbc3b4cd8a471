import type { ReplaySource } from '#server/events/replay'
import type { Fact } from '#shared/protocol/index'
import { listSpoken } from './replay-queries'

const sitePrefix = 'site:'

/** Message rows as the facts they are. */
export const replayMessages: ReplaySource = async (db, scopes, after, until, limit) => {
  const siteIds = scopes?.filter((scope) => scope.startsWith(sitePrefix)).map((scope) => scope.slice(sitePrefix.length))
  const spoken = await listSpoken(db, siteIds ?? null, after, until, limit)
  return spoken.map((data): Fact => ({ n: data.message.n, name: 'message.sent', at: data.message.sentAt, data }))
}
