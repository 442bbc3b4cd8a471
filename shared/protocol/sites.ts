import { z } from 'zod'
import { Locale } from './agents'
import { Id, Rid, request, text } from './define'

/** A host name the widget may live on: `example.com`, `*.example.com` or `localhost:8080`. */
export const Domain = z.string().trim().toLowerCase().min(1).max(260)

/** The public key of a site, as it stands in script tags. */
export const SiteKey = z.string().regex(/^s_[A-Za-z0-9_-]{16}$/)

/** When a deal is made without an agent: never, or as soon as somebody says how they can be reached. */
export const AutoDeal = z.enum(['never', 'details'])
export type AutoDeal = z.infer<typeof AutoDeal>

/** Where a widget lives. */
export const Site = z.object({
  id: Id,
  /** Public key in the script tag. */
  key: SiteKey,
  name: z.string(),
  domains: z.array(z.string()),
  /** Language of the widget when the page does not choose one. */
  locale: Locale,
  /** Where its deals begin; null for the installation's default. */
  pipelineId: Id.nullable(),
  autoDeal: AutoDeal,
  version: z.int(),
})
export type Site = z.infer<typeof Site>

const manage = { door: 'agent', permission: 'sites.manage', limit: 'change' } as const

export const siteRequests = {
  list: request({ door: 'agent', permission: null, limit: 'read' })
    .route({ method: 'GET', path: '/sites', summary: 'Sites I work on', tags: ['Sites'] })
    .input(z.object({}))
    .output(z.array(Site)),
  create: request(manage)
    .route({ method: 'POST', path: '/sites', summary: 'Add a site', tags: ['Sites'] })
    .input(z.object({ rid: Rid, name: text(80), domains: z.array(Domain).min(1).max(50), locale: Locale }))
    .output(Site),
  edit: request(manage)
    .route({ method: 'PATCH', path: '/sites/{siteId}', summary: 'Change a site', tags: ['Sites'] })
    .input(
      z.object({
        rid: Rid,
        siteId: Id,
        name: text(80).optional(),
        domains: z.array(Domain).min(1).max(50).optional(),
        locale: Locale.optional(),
        pipelineId: Id.nullable().optional(),
        autoDeal: AutoDeal.optional(),
      }),
    )
    .output(Site),
}

export const siteFacts = {
  'site.added': z.object({ site: Site }),
  'site.edited': z.object({ site: Site }),
}

/** `GET /widget/SITE_KEY.json`: all the loader needs to draw the launcher. */
export const WidgetSettings = z.object({ name: z.string(), locale: Locale, open: z.boolean() })
export type WidgetSettings = z.infer<typeof WidgetSettings>
