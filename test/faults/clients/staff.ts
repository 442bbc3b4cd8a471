import type { Site } from '#shared/protocol/sites'
import { randomId } from '#shared/values/random'
import { password } from '../../support/world'

/** Puts agents on the team as its owner does, and signs each in; answers their cookies. */
export async function hire(url: string, owner: string, names: readonly string[]): Promise<string[]> {
  const sites: Site[] = await get(url, owner, '/sites')
  const siteIds = sites.map(({ id }) => id)
  const cookies: string[] = []
  for (const name of names) {
    const email = `${name}@kuzey.test`
    await post(url, owner, '/agents', { rid: randomId(), name, email, password, role: 'agent', locale: 'en', siteIds })
    cookies.push(await signIn(url, email))
  }
  return cookies
}

/** A second pipeline in another currency, so that deals can go from one to the other. */
export async function openPipeline(url: string, owner: string): Promise<void> {
  await post(url, owner, '/pipelines', { rid: randomId(), name: 'Service', currency: 'EUR', template: 'service' })
}

/** A new session of somebody on the team: its cookie. */
export async function signIn(url: string, email: string): Promise<string> {
  return cookieOf(await post(url, '', '/session', { email, password }))
}

/** Under which address each member of the crowd's team signs in: the owner first, then who was hired. */
export const addressOf = (index: number): string => (index === 0 ? 'selin@kuzey.test' : `${hiredAs(index)}@kuzey.test`)

export const hiredAs = (index: number): string => `agent-${index}`

async function post(url: string, cookie: string, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'parley', cookie }
  const response = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`)
  return response
}

async function get(url: string, cookie: string, path: string) {
  return (await fetch(`${url}/api/v1${path}`, { headers: { cookie, 'x-requested-with': 'parley' } })).json()
}

const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
