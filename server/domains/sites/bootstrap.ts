import { createHmac, timingSafeEqual } from 'node:crypto'

const lifeMs = 60_000

/**
 * A short-lived proof that a page of the site asked: needed to begin as a visitor, never to come back as one.
 * It limits where a widget may be embedded; it is no authentication, a program can fetch one too.
 */
export function signBootstrap(secret: string, siteId: string, origin: string, now: number): string {
  const claim = Buffer.from(JSON.stringify([siteId, origin, now + lifeMs])).toString('base64url')
  return `${claim}.${mac(secret, claim)}`
}

/** Whether the token was signed here for this site and is still good. */
export function isBootstrap(secret: string, siteId: string, token: string, now: number): boolean {
  const [claim = '', signature = ''] = token.split('.')
  const expected = Buffer.from(mac(secret, claim))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false
  const [site, , until] = JSON.parse(Buffer.from(claim, 'base64url').toString()) as [string, string, number]
  return site === siteId && now < until
}

const mac = (secret: string, claim: string) => createHmac('sha256', secret).update(claim).digest('base64url')
