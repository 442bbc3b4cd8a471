import { io, type Socket } from 'socket.io-client'
import type { Fact } from '#shared/protocol/index'
import type { RefusalAnswer } from '#shared/protocol/refusals'
import type { ServerSignals } from '#shared/protocol/signals'
import { ask, line, RefusedError } from './client'
import { status } from './connection-status'
import { forgetLive, hearSignal, loadLive } from './live'
import { loadGround } from './load'
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
  const again = () => {
    if (socket !== opened) return
    const base = tries === 0 ? Math.random() * nextSpreadMs : Math.min(maximumDelayMs, 1_000 * 2 ** tries)
    tries++
    setTimeout(() => socket === opened && !opened.connected && opened.connect(), base * (0.75 + Math.random() / 2))
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
    again()
  })
  opened.on('fact', hearFact)
  opened.on('signal', <Name extends keyof ServerSignals>(name: Name, data: ServerSignals[Name]) => {
    if (name === 'drain') nextSpreadMs = (data as ServerSignals['drain']).spreadMs
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
  state.value = emptyState
  forgetLive()
}

setInterval(() => document.visibilityState === 'visible' && onLook(), syncEveryMs)

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
  else if (fact.n > state.value.n) update((before) => reduce(before, fact))
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
    if (state.value.me === null) await load()
    else await replay()
    for (const fact of waiting ?? []) if (fact.n > state.value.n) update((before) => reduce(before, fact))
    waiting = null
    status.value = 'online'
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'not-signed-in') return signedOut()
    // The line broke meanwhile, or the server is busy: the next connect or look tries again.
    if (socket?.connected) setTimeout(() => void catchUp(), 1_000)
  }
}

async function load(): Promise<void> {
  const ground = await ask.console.load({})
  state.value = loadGround(ground)
  loadLive(ground)
  for (const run of onReload) run()
}

async function replay(): Promise<void> {
  for (;;) {
    const { epoch, n } = state.value
    const missed = await ask.console.sync({ epoch, after: n })
    if (missed.resync) return load()
    for (const fact of missed.facts as Fact[]) update((before) => reduce(before, fact))
    update((before) => ({ ...before, n: Math.max(before.n, missed.n) }))
    if (!missed.more) return
  }
}

/** What may be heard has changed, or the database is another: everything is asked anew. */
async function reload(): Promise<void> {
  await catchingUp
  state.value = { ...state.value, me: null }
  await catchUp()
}
