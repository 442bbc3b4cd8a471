import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type App, createApp } from '#server/app'
import type { Config } from '#server/config'
import { setLogLevel } from '#server/log'
import type { fetchOutside } from '#server/outbound/fetch-outside'
import type { Storage } from '#server/storage/db'
import { openSqlite } from '#server/storage/sqlite'
import type { InputOf, OutputOf, RequestName } from '#shared/protocol/index'
import type { Site } from '#shared/protocol/sites'
import type { Role } from '#shared/rules/permissions'
import { randomId, randomText } from '#shared/values/random'
import { Line, Refused } from './ask'
import { password } from './password'
import { isRenaming, renameEverything } from './renamed'
import { page } from './shop-page'

export { password } from './password'
export { page } from './shop-page'

type Options = {
  locale?: 'en' | 'tr'
  limitsFactor?: number
  trustProxy?: number
  storage?: (folder: string) => Storage
  dataDir?: string
  setUp?: boolean
  publicUrl?: string
  mail?: Config['mail']
  ask?: typeof fetchOutside
}

/**
 * A whole Parley on a fresh database: Kuzey Atölye sells furniture, Selin owns it, and its site lives on
 * `shop.test` and `127.0.0.1`.
 */
export class World {
  cookie = ''
  site: Site = undefined as never
  readonly #lines: Line[] = []

  private constructor(
    readonly app: App,
    readonly dataDir: string,
    readonly storage: Storage,
    private readonly ownsFolder: boolean,
  ) {}

  static async open(options: Options = {}): Promise<World> {
    setLogLevel(process.env.TEST_LOG ?? 'silent')
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'parley-world-'))
    const storage = options.storage?.(dataDir) ?? openSqlite(join(dataDir, 'parley.sqlite'))
    const config: Config = {
      port: 0,
      host: '127.0.0.1',
      dataDir,
      publicUrl: options.publicUrl,
      visitorUrl: undefined,
      databaseUrl: undefined,
      secretKey: undefined,
      mail: options.mail,
      limitsFactor: options.limitsFactor ?? 1_000,
      trustProxy: options.trustProxy ?? 0,
      logLevel: 'silent',
      distDir: resolve('dist'),
    }
    const broken = (error: unknown) => {
      throw error
    }
    const app = await createApp(config, storage, broken, options.ask)
    await app.listen()
    const world = new World(app, dataDir, storage, !options.dataDir)
    if (options.setUp ?? true) await world.#setUp(options.locale ?? 'en')
    return world
  }

  get url(): string {
    return `http://127.0.0.1:${this.app.port()}`
  }

  async #setUp(locale: 'en' | 'tr'): Promise<void> {
    const { site } = await this.post<'setup:complete'>('/setup', {
      token: this.app.setupToken ?? '',
      owner: { name: 'Selin Demir', email: 'selin@kuzey.test', password },
      locale,
      timeZone: 'Europe/Istanbul',
      currency: 'TRY',
      publicUrl: this.url,
      site: { name: 'Kuzey Atölye', domains: ['shop.test', '127.0.0.1'] },
    })
    this.site = site
    if (isRenaming()) await renameEverything(await this.agent())
  }

  /** Asks over REST as whoever signed in last; keeps the cookie. */
  async post<Name extends RequestName>(path: string, body: InputOf<Name>): Promise<OutputOf<Name>> {
    const response = await this.fetch(`/api/v1${path}`, { method: 'POST', body: JSON.stringify(body) })
    const kept = response.headers.getSetCookie()[0]
    if (kept) this.cookie = kept.split(';')[0] ?? ''
    const answer = await response.json()
    if (!response.ok) throw new Refused(answer, path)
    return answer
  }

  /** A request of our own page. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      'content-type': 'application/json',
      'x-requested-with': 'parley',
      cookie: this.cookie,
      ...init.headers,
    }
    return fetch(this.url + path, { redirect: 'manual', ...init, headers })
  }

  /** An agent at the console, the owner unless another cookie is shown. */
  async agent(cookie = this.cookie): Promise<Line> {
    return this.#keep(await Line.open(`${this.url}/agent`, { headers: { cookie } }))
  }

  /** Somebody new on the team, signed in; returns their cookie. */
  async hire(name: string, role?: Exclude<Role, 'owner'>, siteIds?: string[]): Promise<string> {
    return (await this.newcomer(name, role, siteIds)).cookie
  }

  /** Somebody new on the team with all that is known of them; their password is everybody's {@link password}. */
  async newcomer(
    name: string,
    role: Exclude<Role, 'owner'> = 'agent',
    siteIds = [this.site.id],
  ): Promise<{ id: string; email: string; cookie: string }> {
    const owner = this.cookie
    const email = `agent-${randomText(6)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, 'x')}@kuzey.test`
    const { id } = await this.post<'agent:create'>('/agents', {
      rid: randomId(),
      name,
      email,
      password,
      role,
      locale: 'en',
      siteIds,
    })
    await this.post<'session:open'>('/session', { email, password })
    const { cookie } = this
    this.cookie = owner
    return { id, email, cookie }
  }

  /** A visitor's browser on a page of the site. The same token is the same browser. */
  async visitor(token = `v1.${randomText(32)}`, siteKey = this.site.key, origin?: string): Promise<Visitor> {
    const { token: bootstrap } = await this.bootstrap(siteKey, origin)
    const line = this.#keep(await Line.open(`${this.url}/visitor`, { auth: { site: siteKey, token, bootstrap } }))
    return new Visitor(line, token)
  }

  async bootstrap(siteKey = this.site.key, origin = 'http://shop.test'): Promise<{ token: string }> {
    const response = await fetch(`${this.url}/widget/${siteKey}/bootstrap`, { method: 'POST', headers: { origin } })
    const answer = await response.json()
    if (!response.ok) throw new Refused(answer, 'bootstrap')
    return answer
  }

  #keep(line: Line): Line {
    this.#lines.push(line)
    return line
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.close()
    await this.app.close()
    if (this.ownsFolder) rmSync(this.dataDir, { recursive: true, force: true })
  }
}

/** A visitor in the words of the tests. */
export class Visitor {
  constructor(
    readonly line: Line,
    readonly token: string,
  ) {}

  says(body: string, id = randomId()): Promise<OutputOf<'visit:send'>> {
    return this.line.ask('visit:send', { id, body, page, language: 'tr-TR' })
  }

  sees(after = 0): Promise<OutputOf<'visit:sync'>> {
    return this.line.ask('visit:sync', { after })
  }
}
