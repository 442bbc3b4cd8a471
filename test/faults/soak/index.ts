import { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Harness, Outcome, Trial } from '../harness'
import { judge } from '../oracle/judge'
import { residentMb, round } from '../wire/measure'
import { Load } from './load'
import { floorsOf, slopePerMinute } from './slope'

/** The product's own clients among the raw ones: they judge. */
const cast = {
  ...({ visitors: 4, agents: 2, pace: [800, 2_000] } as const),
  // A small machine's: with much memory at hand garbage is left lying about, which looks like a leak and is none.
  env: { NODE_OPTIONS: '--max-old-space-size=256' },
}
const minuteMs = 60_000
const sampleEveryMs = 5_000
const samplesAtLeast = 12
const slopeMbPerMinute = 1
/** What a server fills while it becomes warm, caches above all, is no leak: the first third is not counted. */
const warming = 1 / 3
/** Nobody is served much less than was meant to be asked of it. */
const messagesPerSecond = 200
const atLeastShare = 0.9

export const harness: Harness = {
  promise: 'through half an hour of steady work nothing is lost, nobody is refused, and its memory stays as it is',
  unit: 'minutes',
  dose: { short: 0.2, full: 30 },
  mutants: [],
  run: workSteadily,
}

async function workSteadily(trial: Trial): Promise<Outcome> {
  const scene = await Scene.set(trial, cast)
  try {
    const load = await Load.on(scene)
    const lasts = trial.dose * minuteMs
    scene.crowd.work()
    const working = load.work()
    const before = load.sent
    const samples = await sample(scene.program.pid ?? 0, lasts, (line) => trial.say(`${line}, ${load.sent} sent`))
    const rate = (load.sent - before) / (lasts / 1_000)
    await load.rest()
    await working
    const errors = scene.program.said.split('\n').filter((line) => /"level":[56]0/.test(line)).length
    const { figures, broken } = await judge(scene)
    const slope = slopePerMinute(floorsOf(samples.slice(Math.floor(samples.length * warming))))
    const isLong = trial.dose >= harness.dose.full
    return {
      figures: {
        minutes: trial.dose,
        messagesPerSecond: round(rate),
        connections: load.came,
        refused: load.troubles.length,
        linesLost: load.linesLost,
        errorsLogged: errors,
        startMb: round(samples[0]?.mb ?? 0),
        endMb: round(samples.at(-1)?.mb ?? 0),
        slopeMbPerMinute: round(slope, 2),
        ...figures,
      },
      broken: [
        ...broken,
        ...(load.troubles.length > 0 ? [`${load.troubles.length} were refused: ${tally(load.troubles)}`] : []),
        ...(load.linesLost > 0 ? [`${load.linesLost} lines ended while they were needed`] : []),
        ...(errors > 0 ? [`the server logged ${errors} errors`] : []),
        ...(rate < messagesPerSecond * atLeastShare ? [`only ${round(rate)} messages a second were answered`] : []),
        // In a shorter run it is not yet warm, and a slope says nothing.
        ...(isLong && slope > slopeMbPerMinute ? [`its memory grew by ${round(slope, 2)} MB a minute`] : []),
      ],
    }
  } finally {
    await scene.clear()
  }
}

type Sample = { atMs: number; mb: number }

async function sample(pid: number, lastsMs: number, say: (line: string) => void): Promise<Sample[]> {
  const every = Math.min(sampleEveryMs, lastsMs / samplesAtLeast)
  const samples: Sample[] = []
  const began = performance.now()
  for (let due = every; due <= lastsMs; due += every) {
    await pause(Math.max(0, due - (performance.now() - began)))
    samples.push({ atMs: performance.now() - began, mb: residentMb(pid) })
    if (samples.length % samplesAtLeast === 0)
      say(`${round((performance.now() - began) / minuteMs, 1)} min, ${round(samples.at(-1)?.mb ?? 0)} MB`)
  }
  return samples
}

/** What was said how often, the most frequent first. */
function tally(said: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const one of said) counts.set(one, (counts.get(one) ?? 0) + 1)
  const sorted = [...counts].sort((a, b) => b[1] - a[1])
  return sorted.map(([one, count]) => `${count} × ${one}`).join('; ')
}
