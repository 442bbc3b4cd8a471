import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { install, newFolder } from '../../support/installed'
import { Program } from '../badly/program'

/** An installed Parley in a folder of its own: the key of its site, the owner's cookie, its program not running. */
export type Ground = {
  folder: string
  dataDir: string
  key: string
  cookie: string
  port: number
  /** The program under these settings; the one in `dist/`, or another. */
  program(env: Record<string, string>, main?: string): Program
  /** Leaves nothing behind. */
  clear(): void
}

/** Limits that stand in nobody's way. */
export const unlimited = { LIMITS_FACTOR: '100000' }

/**
 * As on a machine with little memory. Without a bound V8 lets garbage lie until it has taken some hundred megabytes,
 * and what a fault costs cannot be told from that.
 */
export const smallMachine = { NODE_OPTIONS: '--max-old-space-size=64 --max-semi-space-size=2' }

/** Installs one and stops it. */
export async function prepareGround(): Promise<Ground> {
  const folder = newFolder()
  const dataDir = join(folder, 'data')
  const { server, key, cookie } = await install(dataDir, unlimited)
  const { port } = server
  await server.stop()
  return {
    ...{ folder, dataDir, key, cookie, port },
    program: (env, main = resolve('dist/server/main.js')) => new Program({ main, port, dataDir, env }),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}
