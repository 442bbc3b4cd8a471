import type { VisitorFact, VisitorView } from '#shared/protocol/visits'
import { takeFact, takeSync, type View } from '../state'
import type { Ask } from './ask'
import { backoff } from './backoff'
import { passes } from './passing'
import type { Clock } from './ports'

type Setup = {
  ask: Ask
  clock: Clock
  read(): View
  write(view: View): void
  answered(answer: VisitorView): void
  /** The view is whole: last = head. */
  whole(): void
  /** The line does not answer. */
  stuck(): void
}

/** Keeps the view without holes: asks for what came after, and holds live facts back until that is answered. */
export type Sync = {
  /** A new connection, the tab looked at again, a gap: ask for what is missing. */
  run(): void
  hear(fact: VisitorFact): void
  /** The connection is gone: forget the question and what was heard; the next sync brings it. */
  drop(): void
}

export function createSync({ ask, clock, read, write, answered, whole, stuck }: Setup): Sync {
  let round = 0
  let running = false
  let again = false
  let held: VisitorFact[] = []

  const run = async () => {
    if (running) {
      again = true
      return
    }
    running = true
    const mine = round
    let attempt = 0
    for (;;) {
      const asked = read()
      const reply = await ask('visit:sync', { after: asked.last })
      if (mine !== round) return
      if ('lost' in reply || ('refused' in reply && !passes(reply.refused.code))) {
        running = false
        return stuck()
      }
      if ('ok' in reply) {
        const { view, next } = takeSync(read(), reply.ok, asked)
        const moved = next === 'anew' || view.last > asked.last
        write(view)
        if (next !== 'anew') answered(reply.ok)
        if (next === 'done') break
        if (moved) continue
      }
      // Refused for now, or an answer that brings nothing on: a pause keeps this from becoming a storm.
      const hint = 'refused' in reply ? (reply.refused.details?.retryAfterMs ?? 0) : 0
      await new Promise<void>((go) => clock.after(Math.max(hint, backoff(attempt++, clock.random())), go))
      if (mine !== round) return
    }
    running = false
    const heard = held
    held = []
    for (const fact of heard) hear(fact)
    if (!running) whole()
    if (again && !running) {
      again = false
      void run()
    }
  }

  const hear = (fact: VisitorFact) => {
    if (running) {
      held.push(fact)
      return
    }
    const { view, gap } = takeFact(read(), fact)
    if (gap) void run()
    else write(view)
  }

  return {
    run: () => void run(),
    hear,
    drop: () => {
      round++
      running = false
      again = false
      held = []
    },
  }
}
