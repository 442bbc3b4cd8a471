#!/usr/bin/env node
// Plain JavaScript on purpose: this runs before anything is built, also on a Node that is too old.
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const home = join(dirname(fileURLToPath(import.meta.url)), '..')
const [command = 'start'] = process.argv.slice(2)

/** Ends with one line that says what to do. */
function stop(reason) {
  process.stderr.write(`Parley cannot start. ${reason}\n`)
  process.exit(1)
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19))
  stop(`It needs Node 20.19 or later; this is ${process.versions.node}. See https://nodejs.org.`)

try {
  const { default: Database } = await import('better-sqlite3')
  new Database(':memory:').close()
} catch (error) {
  const missing = error.code === 'ERR_MODULE_NOT_FOUND'
  stop(
    missing
      ? 'Its packages are not installed. Run: npm ci'
      : 'The SQLite module does not fit this Node. Run: npm rebuild better-sqlite3 (it needs python3, make and g++)',
  )
}

if (command === 'build') await build()
else if (command === 'start') {
  await build()
  await import(pathToFileURL(join(home, 'dist/server/main.js')).href)
} else if (command === 'dev') await develop()
else stop(`There is no command "${command}". Known: start, build, dev.`)

/** Builds each program whose sources are newer than what stands in dist. */
async function build() {
  const programs = {
    loader: ['widget', 'shared'],
    frame: ['widget', 'shared'],
    console: ['agent-console', 'shared'],
    server: ['server', 'shared'],
  }
  const stale = Object.entries(programs).filter(([name, sources]) => {
    const stamp = join(home, 'dist', `${name}.stamp`)
    return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint(sources)
  })
  if (stale.length === 0) return
  process.stdout.write(`Building ${stale.map(([name]) => name).join(', ')} …\n`)
  const vite = await import('vite')
  for (const [mode, sources] of stale) {
    await vite.build({ mode, configFile: join(home, 'vite.config.ts') })
    mkdirSync(join(home, 'dist'), { recursive: true })
    writeFileSync(join(home, 'dist', `${mode}.stamp`), fingerprint(sources))
  }
}

/** Rebuilds what is edited; a new server takes the old one's place, open consoles load anew. */
async function develop() {
  const vite = await import('vite')
  let server = null
  const restart = () => {
    const next = () => {
      server = fork(join(home, 'dist/server/main.js'), { stdio: 'inherit' })
    }
    if (!server || server.exitCode !== null) return next()
    server.once('exit', next)
    // Twice, so that it does not spend its goodbye on a developer.
    server.kill('SIGTERM')
    server.kill('SIGTERM')
  }
  const built = new Set()
  let soon
  for (const mode of ['loader', 'frame', 'console', 'server']) {
    // What is built from here on belongs to no fingerprint: the next start builds anew.
    rmSync(join(home, 'dist', `${mode}.stamp`), { force: true })
    const options = { mode, configFile: join(home, 'vite.config.ts'), build: { watch: {}, emptyOutDir: false } }
    const watcher = await vite.build(options)
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`)
      if (event.code !== 'END') return
      built.add(mode)
      if (built.size < 4) return
      // One save may end in several builds.
      if (mode === 'server' || !server) {
        clearTimeout(soon)
        soon = setTimeout(restart, 200)
      } else if (server.connected) server.send('reload')
    })
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0))
  process.on('exit', () => server?.kill('SIGKILL'))
}

/** A digest of every source file, so that a fresh clone and an edited tree are told apart without clocks. */
function fingerprint(folders) {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', 'vite.config.ts']) hash.update(readFileSync(join(home, file)))
  for (const folder of folders)
    for (const entry of readdirSync(join(home, folder), { recursive: true, withFileTypes: true }).sort(byPath))
      if (entry.isFile())
        hash.update(join(entry.parentPath, entry.name)).update(readFileSync(join(entry.parentPath, entry.name)))
  return hash.digest('hex')
}

function byPath(a, b) {
  return join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1
}
