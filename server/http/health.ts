import { Router } from 'express'
import { registry } from '#server/door/metrics'
import type { HttpGround } from './ground'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Alive, ready, and what is counted. Figures are for the machine itself only. */
export function healthRouter({ isReady }: Pick<HttpGround, 'isReady'>): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => void res.json({ ok: true }))
  router.get('/readyz', (_req, res) => void res.status(isReady() ? 200 : 503).json({ ready: isReady() }))
  router.get('/metrics', async (req, res) => {
    // A proxy on this machine is on loopback too, but says for whom it asks.
    const isForwarded = req.headers['x-forwarded-for'] !== undefined || req.headers.forwarded !== undefined
    if (isForwarded || !loopback.has(req.socket.remoteAddress ?? '')) return void res.status(404).end()
    res.type(registry.contentType).send(await registry.metrics())
  })
  return router
}
