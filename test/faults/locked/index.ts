import { Neighbour } from '../badly/neighbour'
import { Pulse } from '../badly/pulse'
import { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Harness, Outcome, Trial } from '../harness'
import { judge } from '../oracle/judge'
import { Starving } from './starving'

const longRun = 20
const whole = { visitors: 32, agents: 8 } as const
const part = { visitors: 8, agents: 2 } as const

/** How long another program keeps everybody from writing, and how long it then leaves them alone. */
const holdMs = [100, 3_000] as const
const calmMs = [100, 500] as const
const heldAtMostMs = 300

export const harness: Harness = {
  promise: 'While another program locks the database nobody sees an error, nothing stands still and nothing is lost.',
  unit: 'locks',
  dose: { short: 4, full: 100 },
  mutants: [],
  run: lockAgainAndAgain,
}

async function lockAgainAndAgain(trial: Trial): Promise<Outcome> {
  const { dose, say } = trial
  const scene = await Scene.set(trial, dose < longRun ? part : whole)
  const { chance, crowd, ledger, program } = scene
  const pulse = await Pulse.of(program.url)
  const locker = await Neighbour.at(scene.databaseFile)
  const starving = await Starving.of(scene.databaseFile)
  try {
    crowd.work()
    await pause(500)
    await pulse.worstMs()
    ledger.slowestMs = 0
    let heldMs = 0
    for (let lock = 1; lock <= dose; lock++) {
      // The second half is spent beside a program that reads at one moment and does not let go of it.
      if (lock === Math.ceil(dose / 2) + 1) await starving.begin()
      const ms = Math.round(chance.between(holdMs[0], holdMs[1]))
      await locker.does('hold', ms)
      heldMs += ms
      await pause(chance.between(calmMs[0], calmMs[1]))
      if (lock % 10 === 0) say(`${lock} locks, ${ledger.acked} acknowledged`)
    }
    const heldMsMax = await pulse.worstMs()
    const starved = await starving.end()
    await locker.end()
    const verdict = await judge(scene)
    return {
      figures: {
        locks: dose,
        ...verdict.figures,
        lockedMs: heldMs,
        ackMsMax: ledger.slowestMs,
        heldMsMax,
        refusedBusy: ledger.refused.get('busy') ?? 0,
        ...starved.figures,
      },
      broken: [
        ...(heldMsMax > heldAtMostMs ? [`A locked database holds up nobody for more than 300 ms: ${heldMsMax}`] : []),
        ...starved.broken,
        ...verdict.broken,
      ],
    }
  } finally {
    await Promise.all([locker.end(), starving.clear(), pulse.end()])
    await scene.clear()
  }
}
