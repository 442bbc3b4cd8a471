import { signal } from '@preact/signals'
import { emptyState, type State } from './state'

/** What the console knows; screens read it, and only this folder writes it. */
export const state = signal<State>(emptyState)

/** Replaces the state by what `next` makes of it. */
export function update(next: (state: State) => State): void {
  state.value = next(state.value)
}
