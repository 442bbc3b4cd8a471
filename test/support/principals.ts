import type { RequestMeta } from '#shared/protocol/define'
import { contract, type RequestName } from '#shared/protocol/index'
import type { Site } from '#shared/protocol/sites'
import { defaultPermissions, keyScopes, type Permission, type Role, seesEverySite } from '#shared/rules/permissions'
import { randomText } from '#shared/values/random'
import type { Line } from './ask'
import { password, type World } from './world'

/** Somebody who may come to a door, and what they may do there. */
export type Principal = {
  name: string
  kind: 'nobody' | 'visitor' | 'agent' | 'key'
  /** What they show over HTTP. */
  headers: Record<string, string>
  permissions: readonly Permission[]
  /** Whether they work on the site whose things are asked for. */
  onSite: boolean
  /** Whether the pipeline that is asked about names others and not them. */
  isShutOut: boolean
  /** Their socket, where they get one. */
  line: Line | null
  /** Another session of the same agent, to be thrown away. */
  again?: () => Promise<Record<string, string>>
}

/** What a request is, as its contract says. */
export type Asked = { name: RequestName; method: string; path: string; meta: RequestMeta }

type Procedure = { '~orpc': { meta: RequestMeta; route: { method?: string; path?: string } } }

export const everyRequest: readonly Asked[] = Object.entries(contract).flatMap(([group, verbs]) =>
  Object.entries(verbs as Record<string, Procedure>).map(
    ([
      verb,
      {
        '~orpc': { meta, route },
      },
    ]) => ({
      name: `${group}:${verb}` as RequestName,
      method: route.method ?? '',
      path: route.path ?? '',
      meta,
    }),
  ),
)

/** Asks over HTTP: what the path names goes there, the rest into the query or the body. */
export async function askOverHttp(
  world: World,
  { method, path }: Asked,
  input: object,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const rest = new Map(Object.entries(input))
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest.get(name))
    rest.delete(name)
    return encodeURIComponent(value)
  })
  const query =
    method === 'GET' ? `?${new URLSearchParams([...rest].flatMap(([name, value]) => inQuery(name, value)))}` : ''
  const response = await fetch(`${world.url}/api/v1${address}${query}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-requested-with': 'parley', ...headers },
    ...(method === 'GET' ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }),
  })
  return { status: response.status, text: await response.text() }
}

/** Lists are written one item after another, each with its place. */
const inQuery = (name: string, value: unknown): [string, string][] =>
  Array.isArray(value) ? value.map((item, at) => [`${name}[${at}]`, String(item)]) : [[name, String(value)]]

/** Everybody there is, seen from the world's first site. `elsewhere` is another one. */
export async function everybody(world: World, elsewhere: Site): Promise<Principal[]> {
  const owner = await world.agent()
  const here = [world.site.id]
  const disabled = await world.newcomer('Daria Petrova', 'admin', here)
  await owner.ask('agent:edit', { agentId: disabled.id, disabled: true })
  const signedOut = await signIn(world, 'selin@kuzey.test')
  await fetch(`${world.url}/api/v1/session`, { method: 'DELETE', headers: { ...json, ...signedOut }, body: '{}' })
  const revoked = await makeKey(owner, keyScopes)
  await owner.ask('key:revoke', { keyId: revoked.id })
  const agent = async (name: string, role: Exclude<Role, 'owner'>, siteIds: string[]) =>
    agentAt(world, name, role, (await world.newcomer('Somebody', role, siteIds)).email, siteIds.includes(world.site.id))
  const outside = [
    await agent('an agent not named in the pipeline', 'agent', here),
    await agent('a manager not named in the pipeline', 'manager', here),
  ]
  const all = [
    nobody('nobody', {}),
    nobody('a disabled agent with a cookie from before', { cookie: disabled.cookie }),
    nobody('a session that was signed out', signedOut),
    nobody('a revoked key', revoked.headers),
    nobody('a made-up key', { authorization: `Bearer parley_${randomText(32)}` }),
    await visitorAt(world, 'the visitor', world.site),
    await visitorAt(world, 'another visitor of the site', world.site),
    await visitorAt(world, 'a visitor of another site', elsewhere),
    keyed('a key that may write tasks', ['tasks.write'], await makeKey(owner, ['tasks.write'])),
    keyed('a key with every scope', keyScopes, await makeKey(owner, keyScopes)),
    await agent('an agent of another site', 'agent', [elsewhere.id]),
    await agent('a manager of no site', 'manager', []),
    await agent('one who may only read', 'read-only', here),
    await agent('an agent', 'agent', here),
    await agent('a manager', 'manager', here),
    await agent('an admin', 'admin', []),
    await agentAt(world, 'the owner', 'owner', 'selin@kuzey.test', true),
  ]
  await closePipeline(owner, outside)
  return [...all, ...outside.map((one) => ({ ...one, isShutOut: true }))]
}

/** Has the pipeline everything stands in name everybody but some. There is another one, open to all. */
async function closePipeline(owner: Line, outside: readonly Principal[]): Promise<void> {
  const [pipeline] = await owner.ask('pipeline:list', {})
  await owner.ask('pipeline:create', { name: 'Open to all', currency: 'TRY' })
  const shutOut = await Promise.all(outside.map(async ({ line }) => (await line?.ask('session:read', {}))?.agent.id))
  const named = (await owner.ask('agent:list', {})).map(({ id }) => id).filter((id) => !shutOut.includes(id))
  const changes = { memberIds: { was: [], is: named } }
  await owner.ask('pipeline:edit', { pipelineId: pipeline?.id ?? '', changes })
}

const json = { 'content-type': 'application/json', 'x-requested-with': 'parley' }

/** Signs in once more; what the browser shows from then on. */
async function signIn(world: World, email: string): Promise<Record<string, string>> {
  const body = JSON.stringify({ email, password })
  const response = await fetch(`${world.url}/api/v1/session`, { method: 'POST', headers: json, body })
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}

async function makeKey(owner: Line, scopes: readonly (typeof keyScopes)[number][]) {
  const { key, secret } = await owner.ask('key:create', { proof: password, name: 'Program', scopes: [...scopes] })
  return { id: key.id, headers: { authorization: `Bearer ${secret}` } }
}

const nobody = (name: string, headers: Record<string, string>): Principal => ({
  name,
  kind: 'nobody',
  headers,
  permissions: [],
  onSite: false,
  isShutOut: false,
  line: null,
})

const keyed = (name: string, permissions: readonly Permission[], { headers }: { headers: Record<string, string> }) => ({
  ...nobody(name, headers),
  kind: 'key' as const,
  permissions,
  onSite: true,
})

async function agentAt(world: World, name: string, role: Role, email: string, isMember: boolean): Promise<Principal> {
  const headers = await signIn(world, email)
  return {
    name,
    kind: 'agent',
    headers,
    permissions: defaultPermissions[role],
    onSite: isMember || seesEverySite(role),
    isShutOut: false,
    line: await world.agent(headers.cookie),
    again: () => signIn(world, email),
  }
}

async function visitorAt(world: World, name: string, { key, domains }: Site): Promise<Principal> {
  const origin = `http://${domains[0]}`
  const { line, token } = await world.visitor(`v1.${randomText(32)}`, key, origin)
  const { token: bootstrap } = await world.bootstrap(key, origin)
  const headers = { authorization: `Bearer ${token}`, 'x-parley-site': key, 'x-parley-bootstrap': bootstrap }
  return { ...nobody(name, headers), kind: 'visitor', line }
}
