import { readFileSync } from 'node:fs'
import type { Program } from '../badly/program'
import type { Harness, Outcome, Trial } from '../harness'
import { type Child, startChild } from '../wire/child'
import { type Ground, prepareGround, unlimited } from '../wire/ground'
import { metric, pause, peakMb, percentile, round } from '../wire/measure'
import type { CrowdNews, CrowdOrders, CrowdResult } from './crowd'

const processes = 2
const backWithinMs = 60_000
const memoryMb = 700
const loopMs = 250
/** Waited for beyond the promise, so that a broken one is told with its figure. */
const waitedForMs = 150_000

type CrowdChild = Child<CrowdNews, CrowdResult>

export const harness: Harness = {
  promise: 'when everybody comes back at once after a kill, everybody has caught up within a minute',
  unit: 'sockets',
  dose: { short: 300, full: 10_000 },
  mutants: [],
  async run({ dose, seed, say }) {
    const files = openFilesLimit()
    if (files < dose + 500)
      return { figures: {}, broken: [], skipped: `${dose} sockets need as many open files; allowed are ${files}` }
    const ground = await prepareGround()
    const before = ground.program(unlimited)
    await before.start()
    const share = Math.ceil(dose / processes)
    const crowds: CrowdChild[] = Array.from({ length: processes }, (_, index) => {
      const count = Math.min(share, dose - index * share)
      const orders: CrowdOrders = { port: ground.port, key: ground.key, first: 1 + index * share, count, seed }
      return startChild('test/faults/storm/crowd-process.ts', orders)
    })
    try {
      return await blow(ground, before, crowds, { dose, say })
    } finally {
      for (const crowd of crowds) crowd.process.kill('SIGKILL')
      await before.kill()
      ground.clear()
    }
  },
}

async function blow(
  ground: Ground,
  before: Program,
  crowds: readonly CrowdChild[],
  { dose, say }: Pick<Trial, 'dose' | 'say'>,
): Promise<Outcome> {
  const news = crowds.map((): CrowdNews => ({ inside: 0, back: 0, refused: 0 }))
  for (const [index, crowd] of crowds.entries())
    crowd.hear((latest) => {
      news[index] = latest
    })
  const sum = (what: keyof CrowdNews) => news.reduce((total, one) => total + one[what], 0)
  // A crowd that could not come in says so by its end.
  const failed = Promise.all(crowds.map(({ result }) => result)).then(() => {})
  await Promise.race([failed, until(() => sum('inside') === dose)])
  say(`${dose} are inside and have written`)

  await before.kill()
  // Everybody has an address of their own, so the limits stand as they are.
  const after = ground.program({ LIMITS_FACTOR: '1' })
  try {
    await after.start()
    const readyAt = Date.now()
    await metric(ground.port, 'nodejs_eventloop_lag_p99_seconds')
    const end = readyAt + waitedForMs
    while (sum('back') < dose && Date.now() < end) {
      await pause(1_000)
      say(`${sum('back')} are back, ${sum('refused')} times somebody was asked to wait`)
    }
    return await judge(after, crowds, dose, readyAt)
  } finally {
    await after.kill()
  }
}

async function judge(program: Program, crowds: readonly CrowdChild[], dose: number, readyAt: number): Promise<Outcome> {
  // Counted since it was asked for last, which was at the start of the storm.
  const loopP99Ms = round((await metric(program.run.port, 'nodejs_eventloop_lag_p99_seconds')) * 1_000)
  const peak = round(peakMb(program.pid ?? 0))
  for (const crowd of crowds) crowd.tell('enough')
  const results = await Promise.all(crowds.map(({ result }) => result))
  const back = results.reduce((total, one) => total + one.back, 0)
  const wrong = results.reduce((total, one) => total + one.wrong, 0)
  const waits = results.flatMap((one) => one.waits)
  const allBackMs = back < dose ? null : Math.max(...results.map((one) => one.lastAt)) - readyAt
  const broken = [
    back < dose && `${dose - back} of ${dose} had not caught up after ${waitedForMs / 1_000} s`,
    allBackMs !== null && allBackMs > backWithinMs && `the last had caught up only after ${allBackMs} ms`,
    back > dose && `${back - dose} lines broke again after they had caught up`,
    wrong > 0 && `${wrong} did not see what they had written`,
    peak > memoryMb && `${peak} MB of memory`,
    !(loopP99Ms <= loopMs) && `the event loop was late by ${loopP99Ms} ms (p99)`,
  ]
  const refused = results.reduce((total, one) => total + one.refused, 0)
  return {
    figures: {
      sockets: dose,
      back,
      allBackMs,
      waitP95Ms: percentile(waits, 0.95),
      refused,
      wrong,
      peakMb: peak,
      loopP99Ms,
    },
    broken: broken.filter((one) => one !== false),
  }
}

async function until(look: () => boolean): Promise<void> {
  while (!look()) await pause(50)
}

const openFilesLimit = () =>
  Number(/^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 0)
