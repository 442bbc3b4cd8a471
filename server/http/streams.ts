import type { Request, Response, Router } from 'express'
import type { TeamContext } from '#server/context'
import { addressKey } from '#server/door/limits'
import { requestSeconds } from '#server/door/metrics'
import { bindPowers } from '#server/door/powers'
import { admit } from '#server/door/router'
import type { RequestMeta } from '#shared/protocol/define'
import { Refusal } from '#shared/protocol/refusals'
import { callerOf } from './caller'
import { refusedFor } from './errors'
import type { HttpGround } from './ground'

/**
 * A request of the team whose body or answer is a stream, which no contract carries: a file, a table of thousands of
 * rows. It stands behind the same wrapper as every other request; what it reads of its input it checks itself.
 */
export type StreamRoute = {
  /** As it is counted among the requests. */
  name: `${string}:${string}`
  method: 'get' | 'put' | 'post'
  /** Below `/api/v1`, as Express writes paths. */
  path: string
  meta: RequestMeta & { door: 'agent' | 'team' }
  /**
   * @param bind the powers of this request, its attempt named by the input's `rid` where there is one
   */
  run(req: Request, res: Response, bind: (input: { rid: string } | null) => TeamContext): Promise<void>
}

/** Puts them before everything that reads bodies into memory. */
export function mountStreams(rest: Router, ground: HttpGround, streams: readonly StreamRoute[]): void {
  for (const { name, method, path, meta, run } of streams)
    rest[method](path, async (req, res) => {
      count(name, res)
      const caller = await callerOf(ground, req)
      const address = addressKey(req.ip ?? '')
      const occasion = { caller, address, userAgent: req.get('user-agent') ?? '', cookie: null, hear: async () => {} }
      const bind = bindPowers(ground.powers, occasion)
      const { isSetUp, limits, pressure } = ground
      await admit(meta, { caller, isSetUp: isSetUp(), limits, pressure, bind })
      if (caller.kind !== 'agent' && caller.kind !== 'key') throw new Refusal('not-signed-in')
      await run(req, res, (input) => bind(input) as TeamContext)
    })
}

/** Counts it when its last byte is out, or when whoever asked goes away before that. */
function count(request: string, res: Response): void {
  const started = performance.now()
  res.once('close', () => {
    const outcome: string = refusedFor(res) ?? (res.writableFinished ? 'ok' : 'gone')
    requestSeconds.observe({ request, outcome }, (performance.now() - started) / 1000)
  })
}

/** The attempt's name, from the header everybody knows. @throws Refusal `malformed` */
export function attemptOf(req: Request): string {
  const rid = req.get('idempotency-key') ?? ''
  if (!/^[\w-]{22}$/.test(rid)) throw new Refusal('malformed', { field: 'Idempotency-Key' })
  return rid
}
