import type { RequestHandler, Response } from 'express'

/** What every answer says about itself. */
export const commonHeaders =
  (isHttps: () => boolean): RequestHandler =>
  (_req, res, next) => {
    res.set({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    })
    if (isHttps()) res.set('Strict-Transport-Security', 'max-age=31536000')
    next()
  }

const page = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

/** Policy of the console: nobody may frame it, and nothing runs in it but its own files. */
export function consolePolicy(res: Response, host: string, isHttps: boolean): void {
  const policy = [...page, `connect-src 'self' ${socketsOf(host)}`, "frame-ancestors 'none'"]
  res.set('Content-Security-Policy', policy.join('; '))
  // Browsers ignore it, and say so, where the connection itself cannot be trusted.
  if (isHttps || /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(host))
    res.set('Cross-Origin-Opener-Policy', 'same-origin')
}

/** Policy of the frame: only pages of its site may frame it. */
export function framePolicy(res: Response, host: string, ancestors: readonly string[]): void {
  const framed = `frame-ancestors ${ancestors.join(' ') || "'none'"}`
  res.set('Content-Security-Policy', [...page, `connect-src 'self' ${socketsOf(host)}`, framed].join('; '))
}

/** Policy of a page that is only read. */
export function documentPolicy(res: Response): void {
  res.set('Content-Security-Policy', "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'")
}

/** Policy of the page to try the widget on: what docs/EMBEDDING.md asks of a site owner, and nothing more. */
export function tryPolicy(res: Response, host: string): void {
  res.set(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ${socketsOf(host)}`,
      "frame-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
  )
}

// Where 'self' does not cover WebSockets (Safari before 15.4), the host is named. A header names no strange host.
const socketsOf = (host: string) => (/^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : '')
