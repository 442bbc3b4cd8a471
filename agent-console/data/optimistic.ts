import { batch, computed, signal } from '@preact/signals'
import type { RefusedError } from './client'
import { isRefusal, persist } from './persist'
import { sayRefusal } from './refusal-text'
import type { State } from './state'
import { state, update } from './store'
import { toast } from './toasts'

type Guess = (state: State) => State

/** Changes that were asked for and not yet answered, in the order they were asked. */
const guesses = signal<readonly { guess: Guess }[]>([])

/** What screens show: what is known, and on top of it what has been asked for. */
export const view = computed(() => guesses.value.reduce((shown, { guess }) => guess(shown), state.value))

export type Outcome<Output> = { ok: Output } | { refused: RefusedError }

type Change<Output> = {
  /** How it will look when the server agrees. Must not mind being applied to a newer state. */
  guess?: Guess
  /** Asked again with the same rid until an answer stays. */
  attempt: () => Promise<Output>
  /** Puts the answer into the state. */
  confirm?: (state: State, output: Output) => State
  /** Refusals the caller says itself, beside the field; all others are said as a toast. */
  quietly?: boolean
}

/**
 * Shows a change at once, asks for it, and either keeps the server's answer or takes the guess back and says why.
 * Never throws for a refusal.
 */
export async function perform<Output>({ guess, attempt, confirm, quietly }: Change<Output>): Promise<Outcome<Output>> {
  const entry = { guess: guess ?? same }
  guesses.value = [...guesses.value, entry]
  const forget = () => {
    guesses.value = guesses.value.filter((one) => one !== entry)
  }
  try {
    const output = await persist(attempt)
    batch(() => {
      if (confirm) update((before) => confirm(before, output))
      forget()
    })
    return { ok: output }
  } catch (error) {
    forget()
    if (!isRefusal(error)) throw error
    if (!quietly) toast(sayRefusal(error), { tone: 'danger' })
    return { refused: error }
  }
}

const same: Guess = (state) => state
