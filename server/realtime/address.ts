import type { IncomingMessage } from 'node:http'
import { addressKey } from '#server/door/limits'

/**
 * The address a connection is counted under. Behind `hops` proxies of our own it is what the outermost of them saw;
 * what a stranger writes into the header stands further left and is not read.
 */
export function addressOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, hops: number): string {
  const said = headers['x-forwarded-for']
  const forwarded = (Array.isArray(said) ? said.join(',') : (said ?? '')).split(',').map((part) => part.trim())
  const seen = [...forwarded.filter(Boolean), socket.remoteAddress ?? '']
  return addressKey(seen[Math.max(0, seen.length - 1 - hops)] ?? '')
}
