import { io, type Socket } from 'socket.io-client'
import type { Fact } from '#shared/protocol/index'
import type { RefusalAnswer } from '#shared/protocol/refusals'
import type { ServerSignals } from '#shared/protocol/signals'
import { ask, line, RefusedError } from './client'
import { status } from './connection-status'
import { follow } from './follow'
import { forgetLive, hearSignal, loadLive } from './live'
import { loadGround } from './load'
import { forgetMarks } from './marks'
import { openOutbox } from './outbox'
import { reduce } from './reduce'
import { emptyState } from './state'
import { state, update } from './store'

export { status } from './connection-status'

/** A first try within this spread, so that a restart is not met by everybody in the same instant. */
const spreadMs = 2_000
const maximumDelayMs = 30_000
/** While somebody looks, the number line is compared this often. */
const syncEveryMs = 60_000

let socket: Socket | null = null
let waiting: Fact[] | null = []
let catchingUp: Promise<void> | null = null
/** What is known may no longer be true: everything is asked anew instead of what was missed. */
let mustLoad = true
/** The line was down: signals were missed, and nobody repeats those. */
let missedSignals = false
let nextSpreadMs = spreadMs
const onReload = new Set<() => void>()

/** Registers what must be asked anew after everything was forgotten: what is on screen. */
export function afterReload(run: () => void): () => void {
  onReload.add(run)
  return () => void onReload.delete(run)
}

/** Opens the line and keeps it open; what was missed is caught up with each time. */
export function connect(): void {
  if (socket) return
  status.value = 'connecting'
  const opened: Socket = io('/agent', {
    transports: ['websocket', 'polling'],
    reconnectionDelayMax: maximumDelayMs,
    randomizationFactor: 0.5,
    timeout: 10_000,
    // Repeating and keeping are done by rid and outbox: the library's own buffer would burst and die with the tab.
    retries: 0,
    reconnection: false,
    autoConnect: false,
  })
  socket = opened
  let tries = 0
  const again = (askedMs = 0) => {
    if (socket !== opened) return
    const base = tries === 0 ? Math.random() * nextSpreadMs : Math.min(maximumDelayMs, 1_000 * 2 ** tries)
    tries++
    const waitMs = Math.max(askedMs, base * (0.75 + Math.random() / 2))
    setTimeout(() => socket === opened && !opened.connected && opened.connect(), waitMs)
  }
  opened.on('connect', () => {
    tries = 0
    nextSpreadMs = spreadMs
    waiting ??= []
    line.value = opened
    void catchUp()
  })
  opened.on('disconnect', () => {
    line.value = null
    waiting = []
    missedSignals = true
    if (status.value === 'online') status.value = 'offline'
    again()
  })
  opened.on('connect_error', (error: Error & { data?: RefusalAnswer }) => {
    const code = error.data?.code
    if (code === 'not-signed-in') return signedOut()
    if (code === 'not-set-up') {
      status.value = 'not-set-up'
      return
    }
    if (status.value !== 'connecting') status.value = 'offline'
    again(error.data?.details?.retryAfterMs)
  })
  opened.on('fact', hearFact)
  opened.on('signal', <Name extends keyof ServerSignals>(name: Name, data: ServerSignals[Name]) => {
    if (name === 'reload') location.reload()
    else if (name === 'drain') nextSpreadMs = (data as ServerSignals['drain']).spreadMs
    else hearSignal(name, data)
  })
  opened.on('resync', () => void reload())
  document.addEventListener('visibilitychange', onLook)
  window.addEventListener('online', onLook)
  opened.connect()
}

/** Closes the line and forgets everything; for signing out. */
export function disconnect(): void {
  document.removeEventListener('visibilitychange', onLook)
  window.removeEventListener('online', onLook)
  socket?.disconnect()
  socket = null
  line.value = null
  waiting = []
  mustLoad = true
  update(() => emptyState)
  forgetLive()
  forgetMarks()
}

// Only compares: a line that is down comes back in its own time, not in that of this clock.
setInterval(() => document.visibilityState === 'visible' && socket?.connected && void catchUp(), syncEveryMs)

function onLook(): void {
  if (document.visibilityState !== 'visible' || !socket) return
  if (socket.connected) void catchUp()
  else socket.connect()
}

function signedOut(): void {
  disconnect()
  status.value = 'signed-out'
}

/** Facts wait until what was missed has been told; after that each one is applied as it comes. */
function hearFact(fact: Fact): void {
  if (waiting) waiting.push(fact)
  else take(fact)
}

function take(fact: Fact): void {
  if (fact.n <= state.value.n) return
  update((before) => reduce(before, fact))
  follow(fact)
}

function catchUp(): Promise<void> {
  catchingUp ??= tryToCatchUp().finally(() => {
    catchingUp = null
  })
  return catchingUp
}

async function tryToCatchUp(): Promise<void> {
  waiting ??= []
  try {
    if (mustLoad) await load()
    else await replay()
    for (const fact of waiting ?? []) take(fact)
    waiting = null
    status.value = 'online'
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'not-signed-in') return signedOut()
    // The line broke meanwhile, or the server is busy: the next connect or look tries again.
    if (socket?.connected) setTimeout(() => void catchUp(), 1_000)
  }
}

async function load(): Promise<void> {
  // Said before asking: a `resync` that comes while the answer is under way asks once more.
  mustLoad = false
  const ground = await ask.console.load({}).catch((error: unknown) => {
    mustLoad = true
    throw error
  })
  missedSignals = false
  forgetMarks()
  update(() => loadGround(ground))
  loadLive(ground)
  void openOutbox(ground.me.agent.id)
  for (const run of onReload) run()
}

async function replay(): Promise<void> {
  for (;;) {
    const { epoch, n } = state.value
    const missed = await ask.console.sync({ epoch, after: n })
    if (missed.resync) return load()
    for (const fact of missed.facts as Fact[]) take(fact)
    update((before) => ({ ...before, n: Math.max(before.n, missed.n) }))
    if (!missed.more) break
  }
  if (!missedSignals) return
  loadLive(await ask.console.load({}))
  missedSignals = false
}

/** What may be heard has changed: everything is asked anew. Until then the screen keeps what it shows. */
async function reload(): Promise<void> {
  mustLoad = true
  await catchingUp
  await catchUp()
}
