import { monitorEventLoopDelay } from 'node:perf_hooks'
import Database from 'better-sqlite3'

/** What each took at its best, and how long anybody else waited at the worst: processor time and time, in ms. */
export type Measured = { took: Map<string, number>; longest: number }

type Ask = readonly [name: string, ask: () => Promise<unknown>]

/** What some requests cost the process they are answered in. */
export async function measured(asks: readonly Ask[]): Promise<Measured> {
  const took = new Map<string, number>()
  let longest = 0
  for (const [name, ask] of asks) {
    const tries: number[] = []
    for (let at = 0; at < 5; at++) {
      // A new one each time: what passes while one is not looking counts as waiting.
      const held = monitorEventLoopDelay({ resolution: 1 })
      held.enable()
      tries.push(await worked(ask))
      held.disable()
      longest = Math.max(longest, held.max / 1e6)
    }
    took.set(name, Math.min(...tries))
  }
  return { took, longest }
}

/** What a statement costs on this machine now, asked of SQLite itself, by nobody else and in one piece: ms at its best. */
export async function aloneIn(file: string, sql: string): Promise<number> {
  const database = new Database(file, { readonly: true })
  const statement = database.prepare(sql)
  const tries: number[] = []
  for (let at = 0; at < 5; at++) tries.push(await worked(async () => statement.all()))
  database.close()
  return Math.min(...tries)
}

export const told = ({ took, longest }: Measured): string =>
  `${[...took].map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(', ')}; nobody waited longer than ${longest.toFixed(0)} ms`

async function worked(ask: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await ask()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
