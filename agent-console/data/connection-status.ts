import { effect, signal } from '@preact/signals'

/** Where the line to the server stands. */
export const status = signal<'connecting' | 'online' | 'offline' | 'signed-out' | 'not-set-up'>('connecting')

/** Resolves as soon as the line is up and what was missed has been caught up with. */
export function whenOnline(): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (status.value !== 'online') return
      resolve()
      queueMicrotask(() => stop())
    })
  })
}
