import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import { Refusal } from '#shared/protocol/refusals'
import type { HttpGround } from './ground'
import { consolePolicy } from './headers'

const year = 31_536_000_000

/** The console: hashed files are kept for ever, its page is asked for each time. Unknown paths are its own screens. */
export function consoleRouter({ distDir, isHttps }: Pick<HttpGround, 'distDir' | 'isHttps'>): Router {
  const folder = join(distDir, 'console')
  const router = Router()
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: year, fallthrough: false }))
  router.use(express.static(folder, { index: false, maxAge: 0 }))
  router.get(/.*/, (req, res, next) => {
    if (!req.accepts('html')) return next(new Refusal('not-found'))
    const page = join(folder, 'index.html')
    if (!existsSync(page)) throw new Error('The console is not built: run `npm run build`')
    consolePolicy(res, req.headers.host ?? '', isHttps())
    res.set('Cache-Control', 'no-cache').type('html').send(readFileSync(page))
  })
  return router
}
