import { call } from '@orpc/server'
import { cutSockets } from '#server/door/metrics'
import type { createRouter, DoorContext } from '#server/door/router'
import { callerKey, toRefusal } from '#server/door/router'
import { log } from '#server/log'
import type { Answer } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'

type Router = ReturnType<typeof createRouter>
type Procedure = Parameters<typeof call>[0]

/** What the gateway needs of any socket. */
type AnySocket = { id: string; disconnect(close: boolean): unknown }

/**
 * The one door for requests over the socket: finds the procedure, runs it behind the shared wrapper and answers
 * exactly once. Whatever comes in, nothing goes out but a value or a refusal.
 */
export function createGateway(router: Router) {
  const procedures = new Map<string, { procedure: Procedure; path: string[] }>()
  for (const [group, verbs] of Object.entries(router))
    for (const [verb, procedure] of Object.entries(verbs as object))
      procedures.set(`${group}:${verb}`, { procedure: procedure as Procedure, path: [group, verb] })

  return async (
    socket: AnySocket,
    context: DoorContext,
    name: unknown,
    input: unknown,
    reply: unknown,
  ): Promise<void> => {
    const answer = await run(context, name, input)
    if ('refused' in answer && (answer.refused.code === 'malformed' || answer.refused.code === 'unknown-request'))
      await context.limits.take('malformed', callerKey(context.caller, socket.id)).catch(() => {
        cutSockets.inc({ reason: 'malformed' })
        socket.disconnect(true)
      })
    // A client that wants no answer still had its request done; there is only nobody to tell.
    if (typeof reply === 'function') reply(answer)
  }

  async function run(context: DoorContext, name: unknown, input: unknown): Promise<Answer> {
    const found = typeof name === 'string' ? procedures.get(name) : undefined
    if (!found) return { refused: { code: 'unknown-request' } }
    try {
      return { ok: await call(found.procedure, input as never, { context, path: found.path } as never) }
    } catch (error) {
      const { code, details } = error instanceof Refusal ? error : toRefusal(error, String(name))
      if (code === 'unexpected') log.warn({ request: name, errorId: details.errorId }, 'Answered unexpected')
      return { refused: { code, details } }
    }
  }
}

export type Gateway = ReturnType<typeof createGateway>
