import { createServer, type Server as HttpServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Refusal } from '#shared/protocol/refusals'
import type { Config } from './config'
import type { VisitorCaller } from './context'
import { absoluteMs, admitAgent, idleMs, removeSessionsBefore } from './domains/agents/index'
import { findCurrent } from './domains/conversations/index'
import { replaySources, scopesOfAgent } from './domains/desk/index'
import { handlers, signals } from './domains/index'
import { found, readInstallation } from './domains/installation/index'
import { admitKey, keyPrefix } from './domains/keys/index'
import { deviceOf, findVisitor } from './domains/people/index'
import { findSiteByKey, isBootstrap, listSiteIds, siteRoutes } from './domains/sites/index'
import { createLimits, type Limits } from './door/limits'
import type { Ground } from './door/powers'
import { watchPressure } from './door/pressure'
import { createRouter } from './door/router'
import { Announcer } from './events/announcer'
import { siteScope } from './events/audience'
import { Changes } from './events/changes'
import { removeAnswersBefore } from './events/queries'
import { createHttp } from './http/server'
import { cookieName } from './http/session-cookie'
import { startClock } from './jobs/clock'
import { watchLog } from './jobs/watch-log'
import { addressOf } from './realtime/address'
import { openAgentDoor, widen } from './realtime/agent-door'
import { fanOut } from './realtime/fan-out'
import { createGateway } from './realtime/gateway'
import type { AgentNamespace, VisitorNamespace } from './realtime/namespaces'
import { PresenceBook } from './realtime/presence'
import type { Tell } from './realtime/signals'
import { watchSlowReaders } from './realtime/slow-readers'
import { drain, openSockets } from './realtime/sockets'
import { openVisitorDoor } from './realtime/visitor-door'
import type { Storage } from './storage/db'
import { migrate } from './storage/migrate'
import { createVault, readSecretFile } from './storage/vault'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const answersKeptMs = 7 * 24 * hourMs

export type App = {
  http: HttpServer
  /** Where it listens; call after `listen`. */
  port(): number
  listen(): Promise<void>
  /** The secret of the set-up link, while there is no owner. */
  setupToken: string | null
  /** What is counted; tests forgive what they did on purpose. */
  limits: Limits
  /** Has every open console load its page anew. */
  reload(): void
  /** Finishes what has begun, says goodbye and closes, within ten seconds. */
  close(spreadMs?: number): Promise<void>
}

/** Wires everything. Production and tests build the app here and only here. */
export async function createApp(config: Config, storage: Storage, onBroken: (error: unknown) => void): Promise<App> {
  const now = () => new Date().toISOString()
  await migrate(storage)
  let announce: Announcer['announce'] = () => {}
  const changes = new Changes(storage, (facts) => announce(facts), onBroken, now)
  const setupToken = await found(changes)
  let state = await readInstallation(storage.read)

  // Whoever sends a request drop by drop does not hold a connection for long.
  const http = createServer({ keepAlive: true, headersTimeout: 10_000, requestTimeout: 30_000 })
  // First of all: Socket.IO takes its own requests away from whoever listens before it, and from nobody after. Two who
  // answer one request end the process.
  let answer: RequestListener = () => {}
  http.on('request', (req, res) => answer(req, res))
  const port = () => (http.address() as AddressInfo | null)?.port ?? config.port
  const publicUrl = () => config.publicUrl ?? (state.shared.publicUrl || `http://localhost:${port()}`)
  const ownOrigins = () =>
    config.publicUrl
      ? [config.publicUrl, ...(config.visitorUrl ? [config.visitorUrl] : [])]
      : [...new Set([publicUrl(), `http://localhost:${port()}`, `http://127.0.0.1:${port()}`])]
  const isHttps = () => publicUrl().startsWith('https:')

  const limits = createLimits(config.limitsFactor)
  const io = openSockets(http, ownOrigins, limits.crowd('socketsPerProcess'))
  const agents: AgentNamespace = io.of('/agent')
  const visitors: VisitorNamespace = io.of('/visitor')
  const tell: Tell = {
    agents: (room, name, data) => void agents.to(room).volatile.emit('signal', name, data as never),
    visitors: (room, name, data) => void visitors.to(room).volatile.emit('signal', name, data as never),
  }
  const presence = new PresenceBook({
    agent: (agentId, online) => tell.agents('team', 'agent.presence', { agentId, online }),
    person: (personId, siteIds, online) => {
      for (const id of siteIds) tell.agents(siteScope(id), 'visitor.presence', { personId, online })
    },
    team: (siteId, online) => tell.visitors(`team-of:${siteId}`, 'team.presence', { online }),
  })

  const hearFact = fanOut(agents, visitors)
  const announcer = new Announcer(storage.read, replaySources, (fact) => {
    widen(agents, fact)
    if (fact.name === 'agent.edited') presence.setAway(fact.data.agent.id, fact.data.agent.availability === 'away')
    hearFact(fact)
  })
  await announcer.start(!storage.groups)
  announce = announcer.announce

  const router = createRouter(handlers as never)
  const gateway = createGateway(router)
  const ground: Ground = {
    read: storage.read,
    changes,
    presence,
    limits,
    now,
    publicUrl,
    disconnect: (room) => agents.in(room).disconnectSockets(true),
    readmit: (agentId) => agentDoor.readmit(agentId),
    vault: createVault(config.secretKey ?? readSecretFile(join(config.dataDir, 'secret.key'))),
    setUp: async () => {
      state = await readInstallation(storage.read)
    },
  }
  const isSetUp = () => state.isSetUp
  const admit = (token: string) => admitAgent(storage.read, changes, token, Date.now())
  const find = async (siteId: string, tokenHash: string) => (await findVisitor(storage.read, siteId, tokenHash)) ?? null
  const admitVisitor = async (hello: {
    site: string
    tokenHash: string
    bootstrap: string | null
    userAgent: string
  }) => {
    const site = await findSiteByKey(storage.read, hello.site)
    if (!site) throw new Refusal('unknown-site')
    const visitor = await find(site.id, hello.tokenHash)
    if (!visitor && !(hello.bootstrap && isBootstrap(state.secret, site.id, hello.bootstrap, Date.now())))
      throw new Refusal('origin-refused')
    const caller: VisitorCaller = {
      kind: 'visitor',
      siteId: site.id,
      tokenHash: hello.tokenHash,
      visitor,
      device: deviceOf(hello.userAgent),
    }
    return caller
  }

  const pressure = watchPressure(() => changes.waiting)
  const hops = config.trustProxy
  const doors = {
    ground,
    presence,
    gateway,
    limits,
    pressure,
    tell,
    isSetUp,
    addressOf: (request: IncomingMessage) => addressOf(request, hops),
  }
  const agentDoor = openAgentDoor({
    ...doors,
    agents,
    signals,
    cookieName: () => cookieName(isHttps()),
    admit,
    scopes: (caller) => scopesOfAgent(storage.read, caller),
  })
  const follow = openVisitorDoor({
    ...doors,
    visitors,
    signals,
    admit: admitVisitor,
    find,
    currentConversation: async (personId) => (await findCurrent(storage.read, personId))?.id ?? null,
  })

  let ready = false
  const httpGround = {
    powers: ground,
    limits,
    pressure,
    distDir: config.distDir,
    trustProxy: config.trustProxy,
    isSetUp,
    isHttps,
    publicUrl,
    ownOrigins,
    isReady: () => ready,
    admitAgent: admit,
    admitKey: async (bearer: string) =>
      bearer.startsWith(keyPrefix) ? admitKey(storage.read, changes, bearer, listSiteIds, Date.now()) : null,
    admitVisitor,
    follow,
  }
  answer = createHttp(
    httpGround,
    router,
    siteRoutes(httpGround, () => state.secret),
  )

  const stopWatching = watchSlowReaders(io)
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
  const stopClock = startClock([
    { name: 'measure the log of the database', everyMs: minuteMs, run: () => watchLog(storage) },
    {
      name: 'forget old answers and sessions',
      everyMs: hourMs,
      run: () =>
        changes.change(null, async (tx) => {
          await removeAnswersBefore(tx, ago(answersKeptMs))
          await removeSessionsBefore(tx, ago(idleMs), ago(absoluteMs))
        }),
    },
  ])

  return {
    http,
    port,
    setupToken,
    limits,
    listen: () =>
      new Promise((resolve, reject) => {
        http.once('error', reject)
        http.listen(config.port, config.host, () => {
          ready = true
          resolve()
        })
      }),
    reload: () => tell.agents('team', 'reload', {}),
    async close(spreadMs = 0) {
      ready = false
      stopClock()
      agentDoor.close()
      pressure.stop()
      stopWatching()
      await drain(io, spreadMs)
      await changes.close()
      announcer.stop()
      presence.close()
      await io.close()
      http.closeAllConnections()
      await storage.close()
    },
  }
}
