import { Pulse } from '../badly/pulse'
import { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Figures, Harness, Outcome, Trial } from '../harness'
import { judge } from '../oracle/judge'
import { type BadDisk, whyNoBadDisk } from './bad-disk'
import { fillUp } from './full'
import { failOnce, type Single } from './single'
import { slowDown } from './slow'

const longRun = 20
const whole = { visitors: 32, agents: 8, slowMs: 60_000, calmMs: 1_500 } as const
const part = { visitors: 8, agents: 2, slowMs: 3_000, calmMs: 300 } as const

export const harness: Harness = {
  promise: 'On a full, broken or slow disk nobody is answered falsely, and it is healthy again when the disk is.',
  unit: 'calls to the disk that fail',
  dose: { short: 4, full: 50 },
  mutants: [],
  run: spoilTheDisk,
}

async function spoilTheDisk(trial: Trial): Promise<Outcome> {
  const reason = whyNoBadDisk()
  if (reason) return { figures: {}, broken: [], skipped: reason }
  const { dose, say } = trial
  const { visitors, agents, slowMs, calmMs } = dose < longRun ? part : whole
  const scene = await Scene.set(trial, { visitors, agents, disk: 'mirrored' })
  const disk = scene.disk as BadDisk
  const pulse = await Pulse.of(scene.program.url)
  try {
    scene.crowd.work()
    const slow = await slowDown(scene, disk, pulse, slowMs)
    say(`slow: ${JSON.stringify(slow.figures)}`)
    const full = await fillUp(scene, disk)
    say(`full: ${JSON.stringify(full.figures)}`)
    const singles: Single[] = []
    for (let fault = 1; fault <= dose; fault++) {
      singles.push(await failOnce(scene, disk, fault % 2 === 0 ? 'failFsync' : 'failWrite'))
      await pause(calmMs)
      if (fault % 10 === 0) say(`${fault} calls failed, ${scene.ledger.acked} acknowledged`)
    }
    const verdict = await judge(scene)
    const broken = [...slow.broken, ...full.broken, ...singles.flatMap(({ broken }) => broken)]
    return {
      figures: { ...verdict.figures, ...slow.figures, ...full.figures, ...counted(singles) },
      broken: [...new Set(broken), ...verdict.broken],
    }
  } finally {
    await pulse.end()
    await scene.clear()
  }
}

const counted = (singles: readonly Single[]): Figures => ({
  writesFailed: singles.filter(({ field }) => field === 'failWrite').length,
  fsyncsFailed: singles.filter(({ field }) => field === 'failFsync').length,
  endedByFsync: singles.filter(({ ended }) => ended === 1).length,
  unsafeAfterFsync: singles.reduce((sum, { unsafe }) => sum + unsafe, 0),
})
