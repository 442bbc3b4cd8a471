import Database from 'better-sqlite3'
import { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import { addressOf, signIn } from '../clients/staff'
import type { Harness, Outcome, Trial } from '../harness'
import { judge } from '../oracle/judge'
import { clientsOf } from '../wire/between'
import { FakeClock, whyNoFakeClock } from './fake-clock'

const longRun = 12
const whole = { visitors: 32, agents: 8, calmMs: 6_000 } as const
const part = { visitors: 8, agents: 2, calmMs: 300 } as const

const hour = 3_600_000
const day = 24 * hour
const shownWithinMs = 5_000

/** Where the clock is put, one after another, and how far from the true time that is; null where it moves on. */
const jumps = [
  { spec: '+1h', awayMs: hour },
  { spec: '-1h', awayMs: -hour },
  { spec: '+30d', awayMs: 30 * day },
  { spec: '-1d', awayMs: -day },
  { spec: '+0 x10', awayMs: null },
] as const
/** Every session of an agent is over by then; they sign in again, as people do. */
const sessionMs = 7 * day

export const harness: Harness = {
  promise: 'When the clock jumps under load the order stays, nothing is lost and nobody is thrown out for it.',
  unit: 'jumps',
  dose: { short: 6, full: 60 },
  mutants: [],
  run: jumpAgainAndAgain,
}

async function jumpAgainAndAgain(trial: Trial): Promise<Outcome> {
  const reason = whyNoFakeClock()
  if (reason) return { figures: {}, broken: [], skipped: reason }
  const { dose, say } = trial
  const { calmMs, ...cast } = dose < longRun ? part : whole
  const clock = new FakeClock()
  // What is due at a moment that is skipped or comes again is told by a clock that is wrong.
  const scene = await Scene.set(trial, { ...cast, env: clock.env, dues: false })
  const { crowd, ledger, program } = scene
  const broken = new Set<string>()
  let [signIns, thrownOut, fastLives] = [cast.agents, 0, 0]
  try {
    crowd.work()
    for (let jump = 0; jump < dose; jump++) {
      const to = jumps[jump % (jumps.length + 1)]
      const before = { acked: ledger.acked, connections: ledger.connections }
      if (to) {
        clock.set(to.spec)
        await untilShown(program.url, to.awayMs)
        const isOver = to.awayMs !== null && to.awayMs > sessionMs
        if (isOver) {
          for (const [index, agent] of crowd.agents.entries())
            agent.changePage(await signIn(program.url, addressOf(index)))
          signIns += crowd.agents.length
        }
        await pause(calmMs)
        thrownOut += Math.max(0, ledger.connections - before.connections - (isOver ? crowd.agents.length : 0))
      } else {
        fastLives++
        await liveFast(scene, clock, calmMs)
      }
      if (ledger.acked === before.acked)
        broken.add(`Work goes on when the clock says ${to?.spec ?? 'ten seconds a second'}`)
      say(`${to?.spec ?? 'fast timers'}: ${ledger.acked - before.acked} acknowledged`)
    }
    clock.set('+0')
    await untilShown(program.url, 0)
    const { figures, broken: atTheEnd } = await judge(scene)
    await scene.program.kill()
    const sessions = countSessions(scene.databaseFile)
    if (thrownOut > 0) broken.add(`Nobody's line is cut because the clock jumps: ${thrownOut} were`)
    if (sessions > signIns) broken.add(`Sessions are begun by signing in: ${sessions} for ${signIns} sign-ins`)
    // When something was stored is told by the clock that is wrong here.
    const { retriesAbsorbed: _, ...told } = figures
    return {
      figures: { jumps: dose, ...told, fastLives, thrownOut, sessions, signIns },
      broken: [...broken, ...atTheEnd],
    }
  } finally {
    await scene.clear()
    clock.remove()
  }
}

/** A life in which timers, too, run ten times too fast: limits, pings and patience are a tenth of what they were. */
async function liveFast(scene: Scene, clock: FakeClock, ms: number): Promise<void> {
  await scene.program.kill()
  clock.set('+0 x10')
  await scene.again({ env: clock.fast })
  await scene.word('onAck')
  await pause(ms)
  await scene.program.kill()
  clock.set('+0')
  await scene.again({ env: clock.env })
  await scene.word('onAck')
  // Who comes back only now was cut by the two deaths before, not by the jump that is next.
  while (!clientsOf(scene).every((isLive) => isLive())) await pause(100)
}

/** @throws when the server goes on showing another time than the one set: then nothing was tried */
async function untilShown(url: string, awayMs: number | null): Promise<void> {
  for (const end = performance.now() + shownWithinMs; performance.now() < end; await pause(100)) {
    // A connection kept from an earlier life of the server is found closed once.
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    const away = Date.parse(answer?.headers.get('date') ?? '') - Date.now()
    if (awayMs === null ? away > 5_000 : Math.abs(away - awayMs) < 5_000) return
  }
  throw new Error('The clock of the server cannot be set')
}

function countSessions(file: string): number {
  const database = new Database(file, { readonly: true })
  try {
    return (database.prepare('select count(*) as count from session').get() as { count: number }).count
  } finally {
    database.close()
  }
}
