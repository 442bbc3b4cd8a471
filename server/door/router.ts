import { randomUUID } from 'node:crypto'
import { implement, ORPCError } from '@orpc/server'
import type { Caller, Context } from '#server/context'
import { log } from '#server/log'
import type { RequestMeta } from '#shared/protocol/define'
import { contract, type RequestName } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { Limits } from './limits'
import { requestSeconds } from './metrics'
import type { Pressure } from './pressure'

/** What a door hands in: who asks and the powers of this request; the attempt is named once the input is read. */
export type DoorContext = {
  caller: Caller
  isSetUp: boolean
  limits: Limits
  pressure: Pressure
  /** Binds the powers to the input, whose `rid` names the attempt. */
  bind(input: unknown): Context
}

type AnyHandler = (input: never, context: never) => Promise<unknown>

/**
 * The contract with its handlers behind the one wrapper both doors share: is it set up, may this caller,
 * not too fast, is the input what the schema says; then the verb; every error becomes an answer.
 */
export function createRouter(handlers: Record<RequestName, AnyHandler>) {
  const guarded = implement(contract)
    .$context<DoorContext>()
    .use(async ({ context, path, procedure, next }) => {
      const started = performance.now()
      const name = path.join(':')
      let outcome = 'ok'
      try {
        await admit(procedure['~orpc'].meta as RequestMeta, context)
        return await next()
      } catch (error) {
        const refused = toRefusal(error, name)
        outcome = refused.code
        throw new ORPCError(refused.code, { status: refused.status, data: refused.details, cause: refused })
      } finally {
        requestSeconds.observe({ request: name, outcome }, (performance.now() - started) / 1000)
      }
    })
  // The contract is a tree of groups and verbs; the loop below keeps its shape, which the type system cannot follow.
  const tree = guarded as unknown as Record<string, Record<string, Implementable>>
  const router = Object.fromEntries(
    Object.entries(contract).map(([group, verbs]) => [
      group,
      Object.fromEntries(
        Object.keys(verbs).map((verb) => {
          const run = handlers[`${group}:${verb}` as RequestName]
          const procedure = tree[group]?.[verb]?.handler(({ input, context }) =>
            run(input as never, context.bind(input) as never),
          )
          return [verb, procedure]
        }),
      ),
    ]),
  )
  return router as ReturnType<typeof guarded.router>
}

type Implementable = { handler(run: (options: { input: unknown; context: DoorContext }) => Promise<unknown>): unknown }

/** Whether this caller may ask this now: set up, at the right door, allowed, not too fast, not too much at once. */
export async function admit(
  { door, permission, limit }: RequestMeta,
  { caller, isSetUp, limits, pressure, bind }: DoorContext,
): Promise<void> {
  if (!isSetUp && door !== 'setup') throw new Refusal('not-set-up')
  const onTeam = caller.kind === 'agent' || (caller.kind === 'key' && door === 'team')
  if ((door === 'agent' || door === 'team') && !onTeam) throw new Refusal('not-signed-in')
  if (door === 'visitor' && caller.kind !== 'visitor') throw new Refusal('not-signed-in')
  if (permission && !(onTeam && caller.permissions.has(permission)))
    throw new Refusal(caller.kind === 'agent' && caller.mustSecure ? 'two-step-required' : 'not-allowed')
  // Whoever only asks what they missed is let in: told nothing, they would come back again and again.
  if (limit !== 'read' && limit !== 'visitor-sync') pressure.assertRoom(onTeam ? 'agent' : 'visitor')
  const { address } = bind(null)
  // Who knocks to get in is counted by where they stand: showing some session does not make them another.
  const isOutside = door === 'anyone' || door === 'setup'
  await limits.take(limit, isOutside ? `address:${address}` : callerKey(caller, address))
}

/** Whose answers, limits and attempts these are. */
export function callerKey(caller: Caller, address: string): string {
  if (caller.kind === 'agent' || caller.kind === 'key') return `${caller.kind}:${caller.id}`
  if (caller.kind === 'visitor') return `visitor:${caller.tokenHash}`
  return `address:${address}`
}

/** Every error as a refusal; what is not one of ours is logged under an id and says no more than that. */
export function toRefusal(error: unknown, name: string): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof ORPCError) {
    if (error.cause instanceof Refusal) return error.cause
    if (error.code === 'BAD_REQUEST') return new Refusal('malformed', fieldOf(error.data))
  }
  const errorId = randomUUID()
  log.error({ err: error, errorId, request: name }, 'A request failed')
  return new Refusal('unexpected', { errorId })
}

function fieldOf(data: unknown): { field?: string } {
  const issues = (data as { issues?: { path?: (PropertyKey | { key: PropertyKey })[] }[] } | undefined)?.issues
  const path = issues?.[0]?.path?.map((part) => String(typeof part === 'object' ? part.key : part))
  return path && path.length > 0 ? { field: path.join('.') } : {}
}
