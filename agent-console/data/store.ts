import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { emptyState, type State } from './state'

type Guess = (state: State) => State

const known = signal<State>(emptyState)
/** What was asked for and not answered yet, in the order it was asked. */
const guesses = signal<readonly { guess: Guess }[]>([])

/** What the console knows, and on top of it what it expects; screens read it, and only this folder changes it. */
export const state: ReadonlySignal<State> = computed(() =>
  guesses.value.reduce((shown, { guess }) => guess(shown), known.value),
)

/** Replaces what is known by what `next` makes of it. Guesses stay on top. */
export function update(next: (state: State) => State): void {
  known.value = next(known.value)
}

/**
 * Shows a guess on top of whatever becomes known meanwhile, so a guess must not mind being applied to a newer state.
 * @returns takes the guess back, together with what it became
 */
export function suppose(guess: Guess): (next?: (state: State) => State) => void {
  const entry = { guess }
  guesses.value = [...guesses.value, entry]
  return (next) =>
    batch(() => {
      if (next) update(next)
      guesses.value = guesses.value.filter((one) => one !== entry)
    })
}
