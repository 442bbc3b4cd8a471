import type { Clock } from './ports'

const sayEveryMs = 3000
const shownForMs = 6000

/** Tells that the visitor is writing, at most every 3 s; a stop is told once. */
export function createTypingSaid(say: (typing: boolean) => void, clock: Clock): (typing: boolean) => void {
  let saidAt = Number.NEGATIVE_INFINITY
  return (typing) => {
    const recently = clock.now() - saidAt
    if (typing && recently >= sayEveryMs) {
      saidAt = clock.now()
      say(true)
    }
    if (!typing && recently < shownForMs) {
      saidAt = Number.NEGATIVE_INFINITY
      say(false)
    }
  }
}

/** Holds who is writing to the visitor; it fades after 6 s without a further word. */
export function createTypingHeard(changed: (name: string | null) => void, clock: Clock) {
  let cancel: (() => void) | null = null
  const set = (name: string | null) => {
    cancel?.()
    cancel = name === null ? null : clock.after(shownForMs, () => set(null))
    changed(name)
  }
  return set
}
