import { execFile, spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findPostgres } from './install'

const run = promisify(execFile)

/** A PostgreSQL server of one's own: real durability, real connections, gone without a trace after `stop()`. */
export type Postgres = { url: string; stop: () => Promise<void> }

/**
 * Starts a server in a temporary folder, on a free port of 127.0.0.1. Its default collation is not byte order, as on
 * most machines in the wild, so that an `order by` without its collation is seen.
 */
export async function startPostgres(): Promise<Postgres> {
  const programs = findPostgres()
  if (!programs) throw new Error('There is no PostgreSQL here: see test/support/install.ts')
  const folder = await mkdtemp(join(tmpdir(), 'parley-postgres-'))
  const owner = ordinaryUser()
  if (owner) chownSync(folder, owner.uid, owner.gid)

  const call = (program: string, args: string[]) => run(join(programs, program), args, { ...owner, cwd: folder })
  const data = join(folder, 'data')
  const stopNow = ['stop', '-D', data, '-m', 'immediate', '-s']
  // The server outlives a test run that is broken off, unless it is told.
  const onExit = () => spawnSync(join(programs, 'pg_ctl'), stopNow, { ...owner, cwd: folder })

  const port = await freePort()
  try {
    const locale = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US']
    await call('initdb', ['-D', data, '-U', 'parley', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...locale])
    const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=on -c max_connections=64`
    await call('pg_ctl', ['start', '-D', data, '-w', '-s', '-t', '20', '-l', join(folder, 'log'), '-o', settings])
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  process.once('exit', onExit)

  return {
    url: `postgres://parley@127.0.0.1:${port}/postgres`,
    stop: async () => {
      process.off('exit', onExit)
      await call('pg_ctl', stopNow)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root; the package's own account serves, else the one that owns nothing. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new Error('PostgreSQL does not run as root, and there is no ordinary user here')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
