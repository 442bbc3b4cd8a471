import { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Harness, Outcome, Trial } from '../harness'
import { judge } from '../oracle/judge'
import { percentile, round } from '../wire/measure'

const exitWithinMs = 10_000
const liveWithinMs = 5_000
/** Twelve visitors and three agents at this pace say about fifty messages a second. */
const cast = { visitors: 12, agents: 3, pace: [150, 400] } as const
const calmMs = [1_000, 3_000] as const
const lookEveryMs = 50
/** Waited for beyond the promise, so that a broken one is told with its figure. */
const waitedForMs = 60_000

export const harness: Harness = {
  promise: 'a planned restart loses nothing, fails nobody and is over in seconds',
  unit: 'restarts',
  dose: { short: 1, full: 20 },
  mutants: [],
  run: restartAgainAndAgain,
}

async function restartAgainAndAgain(trial: Trial): Promise<Outcome> {
  const scene = await Scene.set(trial, cast)
  const { crowd, chance, ledger } = scene
  const wrongEnds: string[] = []
  const stops: number[] = []
  const waits: number[] = []
  try {
    crowd.work()
    const began = performance.now()
    for (let restart = 1; restart <= trial.dose; restart++) {
      await pause(chance.between(...calmMs))
      const asked = performance.now()
      const said = scene.program.said
      const code = await scene.program.stop()
      if (code !== 0) wrongEnds.push(`it ended with ${code}: ${(scene.program.said || said).slice(-1_000)}`)
      stops.push(performance.now() - asked)
      await scene.again()
      waits.push(...(await untilLive(scene)))
      trial.say(`${restart} restarts, ${ledger.acked} acknowledged, stopped in ${round(stops.at(-1) ?? 0)} ms`)
    }
    const seconds = (performance.now() - began) / 1_000
    const sent = ledger.messages.size
    const { figures, broken } = await judge(scene)
    const slowestStopMs = round(Math.max(...stops))
    const liveP95Ms = round(percentile(waits, 0.95))
    return {
      figures: { restarts: trial.dose, slowestStopMs, liveP95Ms, messagesPerSecond: round(sent / seconds), ...figures },
      broken: [
        ...broken,
        ...wrongEnds,
        ...(slowestStopMs > exitWithinMs ? [`it took ${slowestStopMs} ms to end`] : []),
        ...(liveP95Ms > liveWithinMs ? [`clients were live only ${liveP95Ms} ms after it listened (p95)`] : []),
      ],
    }
  } finally {
    await scene.clear()
  }
}

/** Milliseconds until each client was live again. */
async function untilLive({ crowd }: Scene): Promise<number[]> {
  const began = performance.now()
  const waits: number[] = []
  const waiting = new Set([
    ...crowd.visitors.map((visitor) => () => visitor.state.connection === 'live'),
    ...crowd.agents.map((agent) => () => agent.console.status.value === 'online'),
  ])
  while (waiting.size > 0) {
    const passed = performance.now() - began
    for (const isLive of waiting) {
      if (!isLive() && passed < waitedForMs) continue
      waits.push(passed)
      waiting.delete(isLive)
    }
    await pause(lookEveryMs)
  }
  return waits
}
