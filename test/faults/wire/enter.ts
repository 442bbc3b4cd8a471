import type { InputOf } from '#shared/protocol/index'
import type { Site } from '#shared/protocol/sites'
import { randomId } from '#shared/values/random'
import { type Hello, RawLine } from './raw-line'

export type Visit = { port: number; key: string; token: string; from?: string }

/** A newcomer's first visit: the page asks for a bootstrap token, the browser enters with it. */
export async function enter(visit: Visit): Promise<RawLine> {
  const response = await fetch(`http://127.0.0.1:${visit.port}/widget/${visit.key}/bootstrap`, {
    method: 'POST',
    headers: { origin: 'http://shop.test' },
  })
  const { token: bootstrap } = await response.json()
  return RawLine.open(visitorHello(visit, bootstrap))
}

/** The key of the only site of an installation. */
export async function siteKeyOf(url: string, cookie: string): Promise<string> {
  const sites = await fetch(`${url}/api/v1/sites`, { headers: { cookie } })
  const [site]: Site[] = await sites.json()
  if (!site) throw new Error('There is no site')
  return site.key
}

/** What a browser shows that has written before, or that holds a bootstrap token. */
export const visitorHello = ({ port, key, token, from }: Visit, bootstrap: string | null = null): Hello => ({
  port,
  door: 'visitor',
  auth: { site: key, token, bootstrap },
  ...(from ? { from } : {}),
})

export const words = (body: string, id = randomId()): InputOf<'visit:send'> => ({
  id,
  body,
  page: { url: 'http://shop.test/tables', title: 'Tables', referrer: '' },
  language: 'en',
})
