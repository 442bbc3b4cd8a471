import type { AgentContext } from '#server/context'
import { createKey, revokeKey } from './create-key'
import { listKeys } from './queries'

export { admitKey, keyPrefix } from './admit-key'

export const handlers = {
  'key:list': (_input: object, { read }: AgentContext) => listKeys(read),
  'key:create': createKey,
  'key:revoke': revokeKey,
}
