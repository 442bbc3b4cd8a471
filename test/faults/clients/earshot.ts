import type { VisitorFact, VisitorView } from '#shared/protocol/visits'

/**
 * Counts what a connected visitor was never told. From the first sync of a connection on, every message beyond its
 * head must come by itself and in its order; a client that asks again after a gap hides the server's omission, so it
 * is looked for before the client sees anything.
 */
export class Earshot {
  #heard: number | null = null
  #early: number[] = []
  missed = 0

  /** A new connection, or a word of the server that what may be heard has changed: what came before says nothing. */
  begin(): void {
    this.#heard = null
    this.#early = []
  }

  synced({ head }: VisitorView): void {
    if (this.#heard !== null) {
      this.#heard = Math.max(this.#heard, head)
      return
    }
    this.#heard = head
    for (const seq of this.#early) this.#hear(seq)
    this.#early = []
  }

  told(fact: VisitorFact): void {
    if (fact.name !== 'message.sent') return
    const { seq } = fact.data.message
    if (this.#heard === null) this.#early.push(seq)
    else this.#hear(seq)
  }

  #hear(seq: number): void {
    const heard = this.#heard ?? 0
    if (seq <= heard) return
    this.missed += seq - heard - 1
    this.#heard = seq
  }
}
