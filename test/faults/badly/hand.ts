import type { RefusalAnswer } from '#shared/protocol/refusals'
import { randomId } from '#shared/values/random'
import type { Scene } from './scene'

/** What came of one attempt to save something. */
export type Attempted = 'saved' | RefusalAnswer

/** The owner at REST, beside all the others: asks once and says what came of it, where the product's clients persist. */
export class Hand {
  readonly #conversation: string

  constructor({ program, crowd, cookie }: Scene) {
    this.#conversation = `${program.url}/api/v1/conversations/${crowd.visitors[0]?.conversationId}`
    this.#headers = { 'content-type': 'application/json', 'x-requested-with': 'parley', cookie }
  }

  readonly #headers: Record<string, string>

  /** Whether a conversation can be read. */
  async reads(): Promise<boolean> {
    return (await fetch(this.#conversation, { headers: this.#headers })).ok
  }

  /** Tries to leave a note. */
  async writes(): Promise<Attempted> {
    const answer = await fetch(`${this.#conversation}/notes`, {
      method: 'POST',
      headers: { ...this.#headers, 'idempotency-key': randomId() },
      body: JSON.stringify({ body: 'Is there room?' }),
    })
    return answer.ok ? 'saved' : ((await answer.json()) as RefusalAnswer)
  }
}
