import { Refusal } from '#shared/protocol/refusals'
import { eventLoopLag } from './metrics'

const sampleMs = 250
/** From here on visitors are asked to wait; agents when it is twice as bad. */
const waitingLimit = 2_000
const lagLimitMs = 500

export type Pressure = {
  /** Refuses `busy` while there is more to do than can be done: visitors first, agents last. */
  assertRoom(caller: 'visitor' | 'agent'): void
  stop(): void
}

/** Watches how far the event loop lags behind and how many changes wait for their turn. */
export function watchPressure(waiting: () => number, now: () => number = () => performance.now()): Pressure {
  let lag = 0
  let before = 0
  let expected = now() + sampleMs
  const timer = setInterval(() => {
    const late = Math.max(0, now() - expected)
    expected = now() + sampleMs
    eventLoopLag.set(late / 1000)
    // One late look is a hiccup, two in a row are a crowd.
    lag = Math.min(late, before)
    before = late
  }, sampleMs)
  timer.unref()
  return {
    assertRoom(caller) {
      const patience = caller === 'visitor' ? 1 : 2
      if (waiting() <= waitingLimit * patience && lag <= lagLimitMs * patience) return
      throw new Refusal('busy', { retryAfterMs: 1_000 + Math.floor(Math.random() * 2_000) })
    },
    stop: () => clearInterval(timer),
  }
}
