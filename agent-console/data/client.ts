import { type ClientLink, createORPCClient } from '@orpc/client'
import { signal } from '@preact/signals'
import type { Socket } from 'socket.io-client'
import type { Answer, Client } from '#shared/protocol/index'
import type { RefusalAnswer, RefusalCode, RefusalDetails } from '#shared/protocol/refusals'

/** How long an answer is waited for before the request is asked again or given up. */
export const answerMs = 10_000

/** A request that was answered with a refusal. */
export class RefusedError extends Error {
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor({ code, details }: RefusalAnswer) {
    super(code)
    this.name = 'RefusedError'
    this.code = code
    this.details = details ?? {}
  }
}

/** No answer came: nobody knows whether it was done. The same rid, asked again, finds out. */
export class NoAnswerError extends Error {
  /** Whether it left this browser at all. */
  readonly sent: boolean

  constructor(sent: boolean) {
    super(sent ? 'No answer' : 'Not connected')
    this.name = 'NoAnswerError'
    this.sent = sent
  }
}

/** The socket requests go through, while it is connected. */
export const line = signal<Socket | null>(null)

const link: ClientLink<Record<never, never>> = {
  async call(path, input) {
    const socket = line.value
    if (!socket?.connected) throw new NoAnswerError(false)
    let answer: Answer
    try {
      answer = await socket.timeout(answerMs).emitWithAck('request', path.join(':'), input ?? {})
    } catch {
      throw new NoAnswerError(true)
    }
    if ('refused' in answer) throw new RefusedError(answer.refused)
    return answer.ok
  },
}

/** Every request of the protocol as a typed function: `ask.deal.move({ … })`. One try; see `persist` for more. */
export const ask: Client = createORPCClient(link)

/** Asks over HTTP: signing in, signing out and setting up, which keep or drop a cookie. */
export async function post<Output>(method: 'POST' | 'GET' | 'DELETE', path: string, body?: object): Promise<Output> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-requested-with': 'parley' },
      body: body && JSON.stringify(body),
    })
  } catch {
    throw new NoAnswerError(true)
  }
  const answer = await response.json().catch(() => ({ code: 'unexpected' }))
  if (!response.ok) throw new RefusedError(answer)
  return answer
}
