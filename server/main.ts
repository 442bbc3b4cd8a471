import { type App, createApp } from './app'
import { ConfigError, readConfig } from './config'
import { log, say, setLogLevel } from './log'
import { openStorage } from './storage/storage'

const spreadMs = 5_000
const exitWithinMs = 9_500

/** The process: read the configuration, open, start, stop on a signal. */
export async function main(): Promise<void> {
  const config = readConfigOrExit()
  setLogLevel(config.logLevel)
  process.on('uncaughtException', fatal)
  process.on('unhandledRejection', fatal)
  if (config.limitsFactor !== 1)
    log.warn({ factor: config.limitsFactor }, 'Rate limits are scaled; for load tests only')

  let app: App
  try {
    app = await createApp(config, await openStorage(config), (error) => {
      // What the disk holds is unknown now. Nothing more may be answered; a fresh start reads what is really there.
      log.fatal({ err: error }, 'The disk failed while saving; stopping')
      process.exit(1)
    })
  } catch (error) {
    return stop(remedyFor(error, config.dataDir))
  }
  try {
    await app.listen()
  } catch (error) {
    return stop(remedyFor(error, config.dataDir, config.port))
  }
  const address = config.publicUrl ?? `http://localhost:${app.port()}`
  say(`Parley is running on ${address}`)
  if (app.setupToken) say(`Set it up here, once:  ${address}/set-up#token=${app.setupToken}`)
  process.send?.('ready')
  // Said by `npm run dev` when a page was rebuilt.
  process.on('message', (word) => void (word === 'reload' && app.reload()))

  let closing = false
  const close = () => {
    if (closing) process.exit(1)
    closing = true
    setTimeout(() => process.exit(1), exitWithinMs).unref()
    app.close(spreadMs).then(
      () => process.exit(0),
      (error: unknown) => fatal(error),
    )
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
}

function readConfigOrExit() {
  try {
    return readConfig()
  } catch (error) {
    if (error instanceof ConfigError) return stop(`A setting cannot be used: ${error.message}`)
    throw error
  }
}

function remedyFor(error: unknown, dataDir: string, port?: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what uses it, or choose another: PORT=4001 npm start`
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this account. Choose one above 1023.`
  if (
    code === 'EACCES' ||
    code === 'EROFS' ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'SQLITE_READONLY' ||
    code === 'EPERM'
  )
    return `The data folder ${dataDir} cannot be written. Give this account the right to, or set DATA_DIR.`
  if (code === 'ENOTDIR' || code === 'EEXIST') return `${dataDir} is not a folder. Set DATA_DIR to one.`
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return `The database in ${dataDir} cannot be read. Put a backup in its place; see docs/OPERATING.md.`
  if (code === 'SQLITE_BUSY') return `The database in ${dataDir} is locked by another program.`
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return `The disk of ${dataDir} is full.`
  return error instanceof Error ? error.message : String(error)
}

function stop(reason: string): never {
  process.stderr.write(`Parley cannot start. ${reason}\n`)
  process.exit(1)
}

function fatal(error: unknown): never {
  log.fatal({ err: error }, 'A bug nobody caught; stopping')
  process.exit(1)
}

await main()
