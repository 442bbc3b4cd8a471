import { pause } from '../clients/crowd'
import type { Harness, Outcome, Trial } from '../harness'
import type { Product } from '../plant'
import { round } from '../wire/measure'
import { differsForAgent, differsForVisitor } from './compare'
import { Stage } from './stage'

type Absence = { name: string; ms: number; days: number; isForgotten: boolean }

/** Beyond seven days what was missed is no longer told; a screen must be asked for anew. */
const absences: readonly Absence[] = [
  { name: '1 s', ms: 1_000, days: 0, isForgotten: false },
  { name: '60 s', ms: 60_000, days: 0, isForgotten: false },
  { name: 'a day', ms: 0, days: 1, isForgotten: false },
  { name: 'a month', ms: 0, days: 30, isForgotten: true },
]
const promisedWithinMs = 2_000
const lookEveryMs = 20
/** Waited for beyond the promise, so that a broken one is told with its figure. */
const waitedForMs = 6_000
/** Marks follow what they mark by a second. */
const settlesWithinMs = 3_000

export const harness: Harness = {
  promise: 'away for a second, a minute, a day or a month, every screen is soon what a fresh one shows',
  unit: 'changes missed each time',
  dose: { short: 60, full: 200 },
  mutants: [],
  run: (trial) => goAndComeBack(trial),
}

/**
 * @param isTried which absences
 * @param spoil what becomes of the product first, to see whether that is seen
 */
export async function goAndComeBack(
  trial: Trial,
  isTried = ({ ms }: Absence) => trial.dose >= harness.dose.full || ms <= 1_000,
  spoil = (product: Product) => product,
): Promise<Outcome> {
  const { dose, say } = trial
  const stage = await Stage.set(trial, spoil)
  const broken: string[] = []
  const backMs: number[] = []
  let wrong = 0
  try {
    for (const absence of absences.filter(isTried)) {
      const before = stage.resyncs.count
      await miss(stage, absence, dose)
      const ms = await comeBack(stage)
      backMs.push(round(ms))
      say(`back after ${absence.name} away: ${round(ms)} ms`)
      if (ms > promisedWithinMs) broken.push(`after ${absence.name} it took ${round(ms)} ms to catch up`)
      const differences = await wrongScreens(stage)
      wrong += differences.length
      broken.push(...differences.map((what) => `after ${absence.name} ${what}`))
      const resyncs = stage.resyncs.count - before
      const expected = absence.isForgotten ? stage.crowd.agents.length : 0
      if (resyncs !== expected) broken.push(`after ${absence.name} ${resyncs} consoles began anew, not ${expected}`)
    }
    return { figures: { missed: dose, absences: backMs.length, backMs, wrongScreens: wrong }, broken }
  } finally {
    await stage.clear()
  }
}

/** Everybody is gone; the world goes on, and each of them does something that nobody hears of yet. */
async function miss(stage: Stage, { ms, days }: Absence, changes: number): Promise<void> {
  const { relay, crowd, others } = stage
  relay.shut(true)
  const [visitor] = crowd.visitors
  await visitor?.write()
  for (const { console } of crowd.agents) await console.send(visitor?.conversationId ?? '', 'Somebody is away')
  await others.change(changes)
  if (days > 0) await stage.passDays(days)
  await pause(ms)
}

/** Everybody looks at their screen again; resolves with how long the slowest took to have caught up. */
async function comeBack({ relay, crowd, others }: Stage): Promise<number> {
  const n = await others.n()
  const heads = await Promise.all(crowd.visitors.map(({ conversationId }) => others.head(conversationId ?? '')))
  relay.shut(false)
  const began = performance.now()
  for (const client of [...crowd.visitors, ...crowd.agents]) client.look()
  const isBack = () =>
    crowd.visitors.every(
      ({ state, waiting }, index) =>
        state.connection === 'live' && waiting === 0 && state.view.last >= (heads[index] ?? 0),
    ) &&
    crowd.agents.every(({ console: { state, status }, waiting, conversations }) => {
      const { n: known, threads, columns } = state.value
      const isLoaded = columns.size > 0 && conversations.every((id) => threads.has(id))
      return status.value === 'online' && waiting === 0 && known >= n && isLoaded
    })
  while (!isBack() && performance.now() - began < waitedForMs) await pause(lookEveryMs)
  return performance.now() - began
}

/** Screens that are not what a fresh one shows, when all has come to rest. */
async function wrongScreens({ crowd }: Stage): Promise<string[]> {
  const end = performance.now() + settlesWithinMs
  for (;;) {
    const found = await Promise.all([
      ...crowd.agents.map(async (agent) => [agent.name, await differsForAgent(agent)] as const),
      ...crowd.visitors.map(async (visitor) => [visitor.name, await differsForVisitor(visitor)] as const),
    ])
    const wrong = found.flatMap(([name, what]) => (what ? [`${name} sees ${what}`] : []))
    if (wrong.length === 0 || performance.now() > end) return wrong
    await pause(200)
  }
}
