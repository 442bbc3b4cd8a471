import { createServer, type Server as HttpServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Refusal } from '#shared/protocol/refusals'
import { type Alarms, type Ask, startAlarms } from './alarms'
import type { Config } from './config'
import type { VisitorCaller } from './context'
import { admitAgent } from './domains/agents/index'
import { findCurrent } from './domains/conversations/index'
import { replaySources, scopesOfAgent } from './domains/desk/index'
import { follows, handlers, signals, streams } from './domains/index'
import { found, readInstallation } from './domains/installation/index'
import { admitKey, keyPrefix } from './domains/keys/index'
import { deviceOf, findVisitor, listNameIds } from './domains/people/index'
import { findSiteByKey, isBootstrap, listSiteIds, siteRoutes } from './domains/sites/index'
import { createLimits, type Limits } from './door/limits'
import type { Ground } from './door/powers'
import { watchPressure } from './door/pressure'
import { createRouter } from './door/router'
import { Announcer } from './events/announcer'
import { siteScope } from './events/audience'
import { Changes } from './events/changes'
import { followedBy } from './events/follows'
import { housekeeping } from './housekeeping'
import { createHttp } from './http/server'
import { cookieName } from './http/session-cookie'
import { startClock } from './jobs/clock'
import { ownAddresses } from './own-addresses'
import { addressOf } from './realtime/address'
import { openAgentDoor } from './realtime/agent-door'
import { fanOut } from './realtime/fan-out'
import { createGateway } from './realtime/gateway'
import type { AgentNamespace, VisitorNamespace } from './realtime/namespaces'
import { PresenceBook } from './realtime/presence'
import { watchSlowReaders } from './realtime/slow-readers'
import { drain, openSockets } from './realtime/sockets'
import { tellRooms } from './realtime/tell'
import { openVisitorDoor } from './realtime/visitor-door'
import { widen } from './realtime/widen'
import type { Storage } from './storage/db'
import { openFileStore } from './storage/file-store'
import { migrate } from './storage/migrate'
import { createVault, readSecretFile } from './storage/vault'

/** How long requests that are still under way are waited for when everything ends. */
const lastBodiesMs = 1_000

type OnBroken = (error: unknown) => void
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

/** Wires everything. Production and tests build the app here and only here; tests bring their own way outside. */
export async function createApp(config: Config, storage: Storage, onBroken: OnBroken, ask?: Ask): Promise<App> {
  const now = () => new Date().toISOString()
  await migrate(storage)
  let announce: Announcer['announce'] = () => {}
  const changes = new Changes(storage, (facts) => announce(facts), onBroken, now, followedBy(follows))
  const setupToken = await found(changes)
  let state = await readInstallation(storage.read)

  const http = createServer({
    keepAlive: true,
    // Longer than proxies keep a connection (60 s is usual), so that none sends a request into one that is just closed.
    keepAliveTimeout: 75_000,
    // Whoever sends a request drop by drop does not hold a connection for long.
    headersTimeout: 10_000,
    requestTimeout: 30_000,
  })
  // First of all: Socket.IO takes its own requests away from whoever listens before it, and from nobody after. Two who
  // answer one request end the process.
  let answer: RequestListener = () => {}
  http.on('request', (req, res) => answer(req, res))
  const port = () => (http.address() as AddressInfo | null)?.port ?? config.port
  const { publicUrl, ownOrigins, isHttps } = ownAddresses(config, port, () => state.shared.publicUrl)

  const files = openFileStore(join(config.dataDir, 'files'))
  const limits = createLimits(config.limitsFactor)
  const io = openSockets(http, ownOrigins, limits.crowd('socketsPerProcess'))
  const agents: AgentNamespace = io.of('/agent')
  const visitors: VisitorNamespace = io.of('/visitor')
  const tell = tellRooms(agents, visitors)
  const presence = new PresenceBook({
    agent: (agentId, online) => tell.agents('team', 'agent.presence', { agentId, online }),
    person: (personId, siteIds, online) => {
      for (const id of siteIds) tell.agents(siteScope(id), 'visitor.presence', { personId, online })
    },
    team: (siteId, online) => tell.visitors(`team-of:${siteId}`, 'team.presence', { online }),
  })

  const hearFact = fanOut(agents, visitors)
  let alarms: Alarms | null = null
  const announcer = new Announcer(storage.read, replaySources, (fact) => {
    widen(agents, fact)
    presence.hear(fact)
    hearFact(fact)
    alarms?.hear(fact.name)
  })
  await announcer.start(!storage.groups)
  announce = announcer.announce
  const vault = createVault(config.secretKey ?? readSecretFile(join(config.dataDir, 'secret.key')))
  alarms = startAlarms({ read: storage.read, changes, now, vault, mail: config.mail, ask })

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
    files,
    vault,
    hasMail: config.mail !== undefined,
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
    namesOf: (personId) => listNameIds(storage.read, personId),
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
    streams,
  )

  const stopWatching = watchSlowReaders(io)
  const stopClock = startClock(housekeeping({ storage, changes, files }))

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
      alarms?.stop()
      agentDoor.close()
      pressure.stop()
      stopWatching()
      await drain(io, spreadMs)
      await changes.close()
      announcer.stop()
      presence.close()
      // A body that comes drop by drop, or never, holds up nobody's planned end.
      const cut = setTimeout(() => http.closeAllConnections(), lastBodiesMs)
      await io.close()
      clearTimeout(cut)
      http.closeAllConnections()
      await storage.close()
    },
  }
}
