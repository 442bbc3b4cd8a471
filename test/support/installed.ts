import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Line } from './ask'
import { password } from './password'
import { ServerProcess } from './process'
import { isRenaming, renameEverything } from './renamed'

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'parley-installed-'))

/** A set-up Parley in its own process: the key of its site and the owner's cookie. */
export type Installed = { server: ServerProcess; key: string; cookie: string }

/** Starts one and sets it up, as its owner does with the printed link. */
export async function install(dataDir: string, env: Record<string, string> = {}): Promise<Installed> {
  const server = await ServerProcess.on(dataDir, { LIMITS_FACTOR: '1000', ...env })
  await server.start()
  const token = /token=([\w-]{43})/.exec(server.output)?.[1] ?? ''
  const response = await fetch(`${server.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'parley' },
    body: JSON.stringify({
      token,
      owner: { name: 'Selin Demir', email: 'selin@kuzey.test', password },
      locale: 'en',
      timeZone: 'UTC',
      currency: 'TRY',
      publicUrl: server.url,
      site: { name: 'Kuzey', domains: ['shop.test', '127.0.0.1'] },
    }),
  })
  const { site } = await response.json()
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  if (isRenaming()) {
    const line = await Line.open(`${server.url}/agent`, { headers: { cookie } })
    await renameEverything(line)
    line.close()
  }
  return { server, key: site.key, cookie }
}

/** A visitor's browser at an installed Parley. */
export async function visitorAt(url: string, key: string, token: string): Promise<Line> {
  const response = await fetch(`${url}/widget/${key}/bootstrap`, {
    method: 'POST',
    headers: { origin: 'http://shop.test' },
  })
  const { token: bootstrap } = await response.json()
  return Line.open(`${url}/visitor`, { auth: { site: key, token, bootstrap } })
}
