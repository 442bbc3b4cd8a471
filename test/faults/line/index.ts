import { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Harness, Outcome, Trial } from '../harness'
import { judge } from '../oracle/judge'
import { clientsOf, comeBetween } from '../wire/between'
import { round } from '../wire/measure'
import type { Connection, ShapeOf } from '../wire/relay'
import { goodLine, lateLine, thinLine } from '../wire/shape'
import { tryLossy } from './lossy'

/** Pings go every ten seconds and are waited for five; what is beyond is this machine's. */
const noticedWithinMs = 15_000
const slackMs = 1_000
const waitedForMs = 25_000
const lookEveryMs = 50

const shapes = [goodLine, lateLine, thinLine]

/**
 * An agent hears every word said on a site. What fifty visitors write in a second is several times what 64 kbit/s
 * carry, so nobody can work there; a visitor hears one conversation and can.
 */
const lineOf: ShapeOf = (index, who) => {
  const shape = shapes[index % shapes.length] ?? goodLine
  return who === 'agent' && shape === thinLine ? goodLine : shape
}

export const harness: Harness = {
  promise: 'a line that died in silence is noticed within 15 s at both ends, and on no bad line anything is lost',
  unit: 'half-open lines',
  dose: { short: 1, full: 20 },
  mutants: [],
  async run(trial) {
    const isLong = trial.dose >= harness.dose.full
    const silent = await trySilent(trial)
    if (!isLong) return silent
    const lossy = await tryLossy(trial)
    return {
      figures: { ...silent.figures, ...lossy.figures },
      broken: [...silent.broken, ...lossy.broken],
      ...(lossy.skipped ? { skipped: lossy.skipped } : {}),
    }
  },
}

/** Lines that fall silent, beside lines that are late or thin; nobody's words are lost. */
async function trySilent(trial: Trial): Promise<Outcome> {
  const { dose, say } = trial
  const people = Math.max(6, dose * 3)
  const agents = Math.ceil(people / 6)
  const scene = await Scene.set(trial, { visitors: people - agents, agents, pace: [600, 1_500] })
  const relay = await comeBetween(scene, lineOf)
  try {
    scene.crowd.work()
    say(`${relay.open.length} lines: good, 300 ms late, 64 kbit/s thin`)
    const dead = relay.open.filter(({ shape }) => shape === goodLine).slice(0, dose)
    const { byClients, byServer } = await fallSilent(scene, dead)
    const { figures, broken } = await judge(scene)
    const slowestClientMs = round(Math.max(0, ...byClients))
    const slowestServerMs = round(Math.max(0, ...byServer))
    const unnoticed = Math.max(dead.length - byClients.length, dead.length - byServer.length)
    const latest = Math.max(slowestClientMs, slowestServerMs)
    return {
      figures: { halfOpen: dead.length, unnoticed, slowestClientMs, slowestServerMs, ...figures },
      broken: [
        ...broken,
        ...(dead.length < dose ? [`only ${dead.length} lines could be silenced`] : []),
        ...(unnoticed > 0 ? [`${unnoticed} silent lines were not noticed at both ends`] : []),
        ...(latest > noticedWithinMs + slackMs ? [`a silent line was noticed only after ${latest} ms`] : []),
        ...(byClients.length > dead.length
          ? [`${byClients.length - dead.length} lines broke that were not silent`]
          : []),
      ],
    }
  } finally {
    await scene.clear()
    relay.close()
  }
}

/** Silences them while everybody goes on talking; how long each end took to notice. */
async function fallSilent(scene: Scene, dead: readonly Connection[]) {
  const clients = clientsOf(scene)
  const noticed = new Map<() => boolean, number>()
  const began = performance.now()
  for (const connection of dead) connection.silence()
  const passed = () => performance.now() - began
  while (passed() < waitedForMs) {
    for (const isLive of clients) if (!isLive() && !noticed.has(isLive)) noticed.set(isLive, passed())
    if (noticed.size >= dead.length && dead.every(({ leftAt }) => leftAt !== null)) break
    await pause(lookEveryMs)
  }
  const byServer = dead.flatMap(({ leftAt }) => (leftAt === null ? [] : [leftAt - began]))
  return { byClients: [...noticed.values()], byServer }
}
