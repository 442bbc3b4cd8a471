import { z } from 'zod'
import { Email, Locale, Password, PersonName } from './agents'
import { Id, Rid, request, text } from './define'
import { Domain, Site } from './sites'

/** What the whole installation shares. */
export const Installation = z.object({
  locale: Locale,
  /** IANA name, `Europe/Istanbul`. */
  timeZone: z.string(),
  /** ISO 4217, the currency of the first pipeline. */
  currency: z.string().length(3),
  /** Address under which browsers reach this installation, without a slash at the end. */
  publicUrl: z.string(),
  /** Whom agents ask when the built-in help did not: a page, an address, a number or words. Empty for nobody. */
  supportContact: z.string(),
})
export type Installation = z.infer<typeof Installation>

/** The one-time link's secret: 32 random bytes, base64url. */
export const SetupToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

const setup = { door: 'setup', permission: null, limit: 'sign-in' } as const

export const setupRequests = {
  inspect: request(setup)
    .route({ method: 'POST', path: '/setup/inspect', summary: 'Is this set-up link still good', tags: ['Set-up'] })
    .input(z.object({ token: SetupToken }))
    .output(z.object({ publicUrl: z.string() })),
  complete: request(setup)
    .route({ method: 'POST', path: '/setup', summary: 'Set the installation up', tags: ['Set-up'] })
    .input(
      z.object({
        token: SetupToken,
        owner: z.object({ name: PersonName, email: Email, password: Password }),
        locale: Locale,
        timeZone: z.string().max(64),
        currency: z.string().regex(/^[A-Z]{3}$/),
        publicUrl: z.url({ protocol: /^https?$/ }).max(300),
        site: z.object({ name: text(80), domains: z.array(Domain).min(1).max(50) }),
      }),
    )
    .output(z.object({ site: Site, installation: Installation })),
}

export const installationRequests = {
  edit: request({ door: 'agent', permission: 'settings.manage', limit: 'change' })
    .route({ method: 'PATCH', path: '/installation', summary: 'Change what the installation shares', tags: ['Set-up'] })
    .input(z.object({ rid: Rid, supportContact: text(200, 0) }))
    .output(Installation),
}

export const installationFacts = {
  'installation.edited': z.object({ installation: Installation, byAgentId: Id }),
}
