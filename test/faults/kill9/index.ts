import { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Harness, Outcome, Trial } from '../harness'
import { glance, judge } from '../oracle/judge'
import type { Ledger } from '../oracle/ledger'
import type { Verdict } from '../oracle/verdict'

/** A run as long as that has the whole crowd, and calm between two kills; a short one has a part of it. */
const longRun = 20
const whole = { visitors: 32, agents: 8, leak: 0.02, loss: 0.005 } as const
const part = { visitors: 12, agents: 4, leak: 0.05, loss: 0.03 } as const
const calmMs = { whole: [1_500, 6_500], part: [1_000, 3_000] } as const

/** A long run sends as many messages in all for each kill; a slow machine is given so much longer to do it. */
const messagesPerKill = 850
const moreMs = 8_000

/** On the heels of which word of the server it is killed; every third time at any moment. */
const heels = ['onAck', 'onFact', null] as const
const readyWithinMs = 2_000

export const harness: Harness = {
  promise: 'Killed at any moment under load, it loses, doubles and reorders nothing, and every screen is right again.',
  unit: 'kills',
  dose: { short: 4, full: 60 },
  mutants: ['answer-before-commit', 'no-dedupe', 'join-after-read', 'no-gap-check'],
  run: killAgainAndAgain,
}

async function killAgainAndAgain(trial: Trial): Promise<Outcome> {
  const { dose, mutant, say } = trial
  const [cast, [calmest, longest]] = dose < longRun ? [part, calmMs.part] : [whole, calmMs.whole]
  const scene = await Scene.set(trial, cast)
  try {
    const { chance, crowd, ledger, starts } = scene
    crowd.work()
    let verdict: Verdict | null = null
    let kills = 0
    // A planted fault is looked for until it is seen, but not for ever.
    while (kills < (mutant ? dose * 3 : dose) && !verdict) {
      await pause(chance.between(calmest, longest))
      if (dose >= longRun) await untilSent(ledger, (kills + 1) * messagesPerKill)
      const word = heels[kills % heels.length]
      if (word) await scene.word(word)
      await scene.program.kill()
      kills++
      // A planted fault is looked for at once; without one, all that was done to the server is judged together.
      if (mutant) verdict = unlessHeld(glance(scene))
      if (chance.happens(0.5)) crowd.changePages()
      if (!verdict) await scene.again()
      if (kills % 5 === 0)
        say(`${kills} kills, ${ledger.acked} acknowledged, ready after ${Math.round(highest(starts))} ms`)
    }
    if (!verdict) await pause(4_000)
    verdict ??= await judge(scene)
    if (verdict.broken.length === 0 && ledger.retriesAbsorbed === 0)
      throw new Error('Nothing stored was asked again: whether that happens once was not tried')
    const slow =
      highest(starts) > readyWithinMs ? [`Ready within ${readyWithinMs} ms: took ${Math.round(highest(starts))}`] : []
    const sorted = [...starts].sort((a, b) => a - b)
    return {
      figures: {
        kills,
        ...verdict.figures,
        readyMsMax: Math.round(highest(starts)),
        readyMsP50: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
      },
      broken: [...verdict.broken, ...slow],
    }
  } finally {
    await scene.clear()
  }
}

async function untilSent({ messages }: Ledger, count: number): Promise<void> {
  for (const end = performance.now() + moreMs; messages.size < count && performance.now() < end; ) await pause(50)
}

const unlessHeld = (verdict: Verdict): Verdict | null => (verdict.broken.length > 0 ? verdict : null)

const highest = (numbers: readonly number[]) => Math.max(...numbers)
