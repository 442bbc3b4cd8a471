import type { AgentContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { removeSession } from './queries'

/** Ends this session everywhere it is open: its sockets are cut with it. */
export async function closeSession(
  _input: object,
  { caller, change, cookie, disconnect }: AgentContext,
): Promise<Record<string, never>> {
  await change((tx) => removeSession(tx, caller.id, caller.sessionId))
  cookie?.drop()
  disconnect(`session:${caller.sessionId}`)
  return {}
}

/** Ends another session of the same agent. */
export async function revokeSession(
  { sessionId }: CheckedInputOf<'session:revoke'>,
  { caller, change, disconnect }: AgentContext,
): Promise<Record<string, never>> {
  await change(async (tx) => {
    if (!(await removeSession(tx, caller.id, sessionId))) throw new Refusal('not-found')
    return {}
  })
  disconnect(`session:${sessionId}`)
  return {}
}
