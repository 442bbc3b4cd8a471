import { OpenAPIHandler } from '@orpc/openapi/node'
import express, { type RequestHandler, Router } from 'express'
import { addressKey } from '#server/door/limits'
import { bindPowers } from '#server/door/powers'
import { type createRouter, type DoorContext, toRefusal } from '#server/door/router'
import { isOwnOrigin } from '#server/realtime/origins'
import { Refusal, type RefusalAnswer, type RefusalCode, refusals } from '#shared/protocol/refusals'
import { bearerOf, callerOf } from './caller'
import type { HttpGround } from './ground'
import { documentPolicy } from './headers'
import { cookieOf } from './session-cookie'
import { mountStreams, type StreamRoute } from './streams'

const bodyLimit = 64 * 1024

/** The contract over HTTP: the same requests, the same wrapper, the same answers as over the socket. */
export function restRouter(
  ground: HttpGround,
  router: ReturnType<typeof createRouter>,
  streams: readonly StreamRoute[],
): Router {
  const handler = new OpenAPIHandler<DoorContext>(router as never, {
    customErrorResponseBodyEncoder: (error) => {
      const code = error.code in refusals ? (error.code as RefusalCode) : toRefusal(error, 'rest').code
      return { code, details: error.data ?? {} } satisfies RefusalAnswer
    },
  })
  const rest = Router()
  rest.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store')
    next()
  })
  // The document and its page are for developers: nobody else waits for their generator to load.
  rest.get('/openapi.json', async (_req, res) => {
    const { openApiDocument } = await import('./openapi')
    res.json(await openApiDocument(ground.publicUrl()))
  })
  rest.get('/', async (req, res) => {
    const { referencePage } = await import('./reference-page')
    documentPolicy(res)
    res.type('html').send(await referencePage(ground.publicUrl(), req.query.lang))
  })
  rest.use(sameSiteOnly(ground))
  mountStreams(rest, ground, streams)
  rest.use(noGiants, express.json({ limit: bodyLimit, strict: true }), emptyIsNothing, idempotencyKey)
  rest.use(async (req, res) => {
    const caller = await callerOf(ground, req)
    const occasion = {
      caller,
      address: addressKey(req.ip ?? ''),
      userAgent: req.get('user-agent') ?? '',
      cookie: cookieOf(res, ground.isHttps()),
      hear: (room: string) => (caller.kind === 'visitor' ? ground.follow(caller.tokenHash, room) : Promise.resolve()),
    }
    const bind = bindPowers(ground.powers, occasion)
    const context = { caller, isSetUp: ground.isSetUp(), limits: ground.limits, pressure: ground.pressure, bind }
    const { matched } = await handler.handle(req, res, { prefix: '/api/v1', context })
    if (!matched) throw new Refusal('unknown-request')
  })
  return rest
}

/**
 * Unsafe methods must come from our own pages or carry no ambient authority: a foreign page cannot set the header
 * without asking first, and nobody answers that question.
 */
const sameSiteOnly =
  (ground: HttpGround): RequestHandler =>
  (req, _res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next()
    if (bearerOf(req)) return next()
    const foreign = req.get('origin') !== undefined || req.get('sec-fetch-site') !== undefined
    if (foreign && !isOwnOrigin(req.headers, ground.ownOrigins())) return next(new Refusal('origin-refused'))
    if (req.get('x-requested-with') !== 'parley') return next(new Refusal('origin-refused'))
    next()
  }

/** Whoever announces more than is read is answered at once, not after sending it, and has to come anew. */
const noGiants: RequestHandler = (req, res, next) => {
  if (Number(req.get('content-length') ?? 0) <= bodyLimit) return next()
  res.set('Connection', 'close')
  next(new Refusal('message-too-long'))
}

/** A request that needs no words may come without a body. */
const emptyIsNothing: RequestHandler = (req, _res, next) => {
  if (req.method !== 'GET' && req.method !== 'HEAD') req.body ??= {}
  next()
}

/** Over HTTP the attempt may be named by the header everybody knows. */
const idempotencyKey: RequestHandler = (req, _res, next) => {
  const key = req.get('idempotency-key')
  if (key && req.body && typeof req.body === 'object' && !Array.isArray(req.body)) req.body.rid ??= key
  next()
}
