import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Request, type RequestHandler, Router } from 'express'
import { addressKey } from '#server/door/limits'
import type { HttpGround } from '#server/http/ground'
import { framePolicy, tryPolicy } from '#server/http/headers'
import { Refusal } from '#shared/protocol/refusals'
import type { Site, WidgetSettings } from '#shared/protocol/sites'
import { signBootstrap } from './bootstrap'
import { findSiteByKey } from './queries'
import { ancestorsOf, mayEmbed } from './rules'

const year = 31_536_000_000

/** Everything a page that carries the widget asks for. Cookies are neither read nor set here. */
export function siteRoutes(ground: HttpGround, secret: () => string): Router {
  const router = Router()
  const loader = join(ground.distDir, 'loader', 'widget.js')
  const frame = join(ground.distDir, 'frame')

  router.get('/widget.js', (_req, res) => {
    // Any page may load it; what it may do there is decided by the settings' origin check.
    res.set({ 'Cross-Origin-Resource-Policy': 'cross-origin', 'Cache-Control': 'public, max-age=300' })
    res.sendFile(loader)
  })

  router.get('/widget/:key.json', letPagesRead, async (req, res) => {
    const site = await siteOf(req)
    assertPage(ground, site, req)
    const settings: WidgetSettings = {
      name: site.name,
      locale: site.locale,
      open: ground.powers.presence.teamOnline(site.id),
    }
    res.set('Cache-Control', 'no-cache').json(settings)
  })

  // A plain POST without a body needs no preflight.
  router.post('/widget/:key/bootstrap', letPagesRead, async (req, res) => {
    await ground.limits.take('bootstrap', addressKey(req.ip ?? ''))
    const site = await siteOf(req)
    const origin = assertPage(ground, site, req)
    res.set('Cache-Control', 'no-store').json({ token: signBootstrap(secret(), site.id, origin, Date.now()) })
  })

  router.use(
    '/frame/assets',
    express.static(join(frame, 'assets'), { immutable: true, maxAge: year, fallthrough: false }),
  )
  // The page to try the widget on; the frame's own document is served below, with its policy, and nowhere else.
  router.use('/frame/try', express.static(join(frame, 'try'), { index: false, maxAge: 0 }))
  router.get('/frame/:key', async (req, res) => {
    const site = await siteOf(req)
    framePolicy(res, req.headers.host ?? '', [...ground.ownOrigins(), ...ancestorsOf(site.domains)])
    res
      .set('Cache-Control', 'no-cache')
      .type('html')
      .send(readFileSync(join(frame, 'index.html')))
  })

  router.get('/try/:key', async (req, res) => {
    const site = await siteOf(req)
    const page = join(frame, 'try.html')
    if (!existsSync(page)) throw new Refusal('not-found')
    tryPolicy(res, req.headers.host ?? '')
    const html = readFileSync(page, 'utf8').replaceAll('__SITE_KEY__', site.key).replaceAll('__LOCALE__', site.locale)
    res.set('Cache-Control', 'no-cache').type('html').send(html)
  })
  return router

  /** The site a path names. */
  async function siteOf(req: Request): Promise<Site> {
    if (!ground.isSetUp()) throw new Refusal('not-set-up')
    const site = await findSiteByKey(ground.powers.read, String(req.params.key))
    if (!site) throw new Refusal('unknown-site')
    return site
  }
}

/** A page may read what it is answered; what that is depends on whether the page is the site's. */
const letPagesRead: RequestHandler = (req, res, next) => {
  const origin = req.get('origin')
  res.vary('Origin')
  res.set('Cross-Origin-Resource-Policy', 'cross-origin')
  if (origin) res.set('Access-Control-Allow-Origin', origin)
  next()
}

/** The origin of the asking page, if the site's widget may live there. */
function assertPage(ground: HttpGround, site: Site, req: Request): string {
  const origin = req.get('origin')
  // A same-origin GET, as our own page to try the widget makes it, carries no origin.
  if (origin === undefined && req.method === 'GET') return ''
  if (origin === undefined || !(ground.ownOrigins().includes(origin) || mayEmbed(site.domains, origin)))
    throw new Refusal('origin-refused')
  return origin
}
