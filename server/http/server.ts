import compression from 'compression'
import express, { type Express, type Router } from 'express'
import type { createRouter } from '#server/door/router'
import { Refusal } from '#shared/protocol/refusals'
import { answerErrors } from './errors'
import type { HttpGround } from './ground'
import { commonHeaders } from './headers'
import { healthRouter } from './health'
import { restRouter } from './rest'
import { consoleRouter } from './static'
import type { StreamRoute } from './streams'

/** The Express app; the order of what it asks is all on this screen. */
export function createHttp(
  ground: HttpGround,
  router: ReturnType<typeof createRouter>,
  siteRoutes: Router,
  streams: readonly StreamRoute[],
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', ground.trustProxy)
  app.use(commonHeaders(ground.isHttps))
  app.use(healthRouter(ground))
  app.use(compression())
  app.use(siteRoutes)
  app.use('/api/v1', restRouter(ground, router, streams))
  app.use('/api', (_req, _res, next) => next(new Refusal('unknown-request')))
  app.use(consoleRouter(ground))
  app.use((_req, _res, next) => next(new Refusal('not-found')))
  app.use(answerErrors)
  return app
}
