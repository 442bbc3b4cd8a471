import { Neighbour } from '../badly/neighbour'
import { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import { type BadDisk, whyNoBadDisk } from '../disk/bad-disk'
import type { Harness, Outcome, Trial } from '../harness'
import { glance, judge } from '../oracle/judge'
import { copyFolder, forgetMemory, keepSomeSectors } from './cut'
import { lookInto } from './look'
import { tearTails } from './torn'

const longRun = 20
const whole = { visitors: 32, agents: 8, calmMs: [2_000, 5_000], tears: 20 } as const
const part = { visitors: 8, agents: 4, calmMs: [800, 1_800], tears: 3 } as const

/** What an fsync takes on a cheap disk; a cut falls into it as often as it would there. */
const syncUs = 4_000

/** How often the log is carried into the database in every second round. */
const carryMs = 40

export const harness: Harness = {
  promise: 'When the power goes under load, what was acknowledged is there after it, and the database is whole.',
  unit: 'cuts',
  dose: { short: 3, full: 30 },
  mutants: ['synchronous-normal', 'answer-before-commit', 'file-name-unsynced'],
  run: cutAgainAndAgain,
}

async function cutAgainAndAgain(trial: Trial): Promise<Outcome> {
  const reason = whyNoBadDisk()
  if (reason) return { figures: {}, broken: [], skipped: reason }
  const { dose, mutant, say } = trial
  const { visitors, agents, calmMs, tears } = dose < longRun ? part : whole
  const broken: string[] = []
  let sectors = 0
  const scene = await Scene.set(trial, { visitors, agents, disk: 'mirrored' })
  const { chance, crowd, ledger, dataDir, starts } = scene
  const disk = scene.disk as BadDisk & { mirror: string }
  try {
    disk.ask('delayUs', syncUs)
    crowd.work()
    let cuts = 0
    // A planted fault is looked for until it is seen, but not for ever.
    while (cuts < (mutant ? dose * 3 : dose) && !(mutant && broken.length > 0)) {
      cuts++
      const neighbour = cuts % 2 === 0 ? await Neighbour.at(scene.databaseFile, disk.env) : null
      await neighbour?.does('carry', carryMs)
      await pause(chance.between(calmMs[0], calmMs[1]))
      if (cuts % 3 !== 0) await scene.word('onAck')
      scene.program.freeze()
      await neighbour?.end()
      // Answers on their way were given before the cut: they are heard before the ledger is looked at.
      await pause(50)
      if (chance.happens(0.5)) sectors += keepSomeSectors(dataDir, disk.mirror, chance)
      await scene.program.kill()
      forgetMemory(disk.mirror)
      copyFolder(disk.mirror, dataDir)
      broken.push(...(await afterCut(scene, cuts)))
      // What does not start again is not cut again.
      if (!scene.program.lives) return { figures: { cuts, ...counted(disk) }, broken }
      if (mutant) broken.push(...unsynced(disk))
      if (cuts % 5 === 0) say(`${cuts} cuts, ${ledger.acked} acknowledged, ${broken.length} broken promises`)
    }
    // A planted fault is seen; what it did to the rest is not waited for.
    const isSeen = mutant !== null && broken.length > 0
    if (isSeen) await scene.program.kill()
    const verdict = isSeen ? glance(scene) : await judge(scene)
    await scene.program.kill()
    const torn = tearTails(scene.databaseFile, tears, chance)
    const figures = { ...verdict.figures, ...counted(disk), unsyncedSectorsKept: sectors, ...torn.figures }
    return {
      figures: { cuts, ...figures, readyMsMax: Math.round(Math.max(...starts)) },
      broken: [...broken, ...(mutant ? [] : unsynced(disk)), ...verdict.broken, ...torn.broken],
    }
  } finally {
    await scene.clear()
  }
}

/** Looks at what the power left, and starts on it. */
async function afterCut(scene: Scene, cut: number): Promise<string[]> {
  const broken: string[] = []
  try {
    const { lost, whole } = lookInto(scene.ledger, scene.dataDir)
    if (lost > 0) broken.push(`What was acknowledged survives a power cut: cut ${cut} lost ${lost}`)
    if (!whole) broken.push(`The database is whole after a power cut: cut ${cut} broke it`)
  } catch (error) {
    broken.push(`The database can be read after a power cut: at cut ${cut} it could not; ${error}`)
  }
  await scene.again().catch((error: unknown) => {
    broken.push(`It starts again after a power cut: after cut ${cut} it did not; ${error}`)
  })
  return broken
}

const counted = (disk: BadDisk) => ({
  fsyncs: disk.read('fsyncs'),
  commits: disk.read('commits'),
  overtaken: disk.read('overtaken'),
})

function unsynced(disk: BadDisk): string[] {
  const { fsyncs, commits, overtaken } = counted(disk)
  if (overtaken === 0 && fsyncs >= commits) return []
  return [`Every commit is synced before the next: ${overtaken} of ${commits} were not, with ${fsyncs} fsyncs`]
}
