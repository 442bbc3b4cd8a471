import { AsyncLocalStorage } from 'node:async_hooks'

/** One change while it may write. Over as soon as it is done or given up. */
export type Turn = {
  open: boolean
  /** Queries the database has not answered yet. */
  asking?: number
}

const current = new AsyncLocalStorage<Turn>()

/** Runs `work` as the holder of `turn`: only inside it may the writing connection be used. */
export const takeTurn = <T>(turn: Turn, work: () => Promise<T>): Promise<T> => current.run(turn, work)

/** Whether the code running now is inside a change. */
export const insideChange = (): boolean => current.getStore() !== undefined

/**
 * Guards the writing connection: a change that was given up at its time limit must not write into the next one.
 * @returns what to call when the database has answered
 */
export function assertMayWrite(): () => void {
  const turn = current.getStore()
  if (!turn?.open) throw new Error('The writing connection is used outside a change')
  turn.asking = (turn.asking ?? 0) + 1
  return () => {
    turn.asking = (turn.asking ?? 1) - 1
  }
}

/** Guards the reading connections: inside a change they would not see its writes, and on one connection wait for ever. */
export function assertMayRead(): undefined {
  if (current.getStore()) throw new Error('A change must query through its own tx')
}
