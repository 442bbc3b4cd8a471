import type { State } from './state'
import { suppose } from './store'

type Hope<Output> = {
  /** How it will look when the server agrees. */
  guess: (state: State) => State
  /** Asks until there is an answer that stays. */
  attempt: () => Promise<Output>
  /** Puts the answer in place of the guess. */
  confirm: (state: State, output: Output) => State
}

/**
 * Shows a change at once. The answer takes the guess's place in one step; a refusal takes the guess back, to what
 * stands there by then and not to what stood there before.
 * @throws whatever `attempt` throws, after the guess was taken back
 */
export async function optimistic<Output>({ guess, attempt, confirm }: Hope<Output>): Promise<Output> {
  const settle = suppose(guess)
  try {
    const output = await attempt()
    settle((state) => confirm(state, output))
    return output
  } catch (error) {
    settle()
    throw error
  }
}
