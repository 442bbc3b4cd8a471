import type { Marks } from '#shared/protocol/conversations'
import type { Ask } from './ask'
import type { Clock } from './ports'

/** The shortest time between two words about how far the visitor has got. */
const pauseMs = 1000
const pauseAfterTroubleMs = 5000

/** Says how far the visitor has received and seen: the newest only, at most once a second, never backwards. */
export type ReadMarks = {
  note(marks: Partial<Marks>): void
  /** What the server knows already. */
  known(marks: Marks): void
  flush(): void
  forget(): void
}

export function createMarks({ ask, clock, may }: { ask: Ask; clock: Clock; may(): boolean }): ReadMarks {
  let want: Marks = { delivered: 0, read: 0 }
  let said: Marks = want
  let busy = false

  const flush = async () => {
    if (busy || !may() || (want.delivered <= said.delivered && want.read <= said.read)) return
    busy = true
    const saying = want
    const reply = await ask('visit:mark', saying)
    const done = 'ok' in reply
    if (done) said = saying
    clock.after(done ? pauseMs : pauseAfterTroubleMs, () => {
      busy = false
      void flush()
    })
  }

  return {
    note: ({ delivered = 0, read = 0 }) => {
      want = { delivered: Math.max(want.delivered, delivered, read), read: Math.max(want.read, read) }
      void flush()
    },
    known: (marks) => {
      said = { delivered: Math.max(said.delivered, marks.delivered), read: Math.max(said.read, marks.read) }
      want = { delivered: Math.max(want.delivered, said.delivered), read: Math.max(want.read, said.read) }
    },
    flush: () => void flush(),
    forget: () => {
      want = { delivered: 0, read: 0 }
      said = want
    },
  }
}
