/**
 * The closed list of refusals and the HTTP status of each. A refusal is an expected answer:
 * anything else that goes wrong is a bug, logged with an id and answered `unexpected`.
 */
export const refusals = {
  malformed: 400,
  'http-only': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'code-required': 401,
  'wrong-code': 401,
  'origin-refused': 403,
  'not-allowed': 403,
  'two-step-required': 403,
  'wrong-password': 403,
  'setup-link-invalid': 403,
  'not-found': 404,
  'unknown-request': 404,
  'unknown-site': 404,
  'already-accepted': 409,
  'already-set-up': 409,
  'conversation-closed': 409,
  'deal-closed': 409,
  'deal-open': 409,
  'email-taken': 409,
  'owner-stays': 409,
  'pipeline-in-use': 409,
  stale: 409,
  'message-too-long': 413,
  'domain-invalid': 422,
  'loss-note-required': 422,
  'loss-reason-required': 422,
  'password-common': 422,
  'rid-reused': 422,
  'stage-closes-deal': 422,
  'stage-elsewhere': 422,
  'too-many': 429,
  unexpected: 500,
  busy: 503,
  'not-set-up': 503,
  'storage-full': 503,
} as const satisfies Record<string, number>

/** A code of the closed list. */
export type RefusalCode = keyof typeof refusals

/** What a refusal may say besides its code; plain data, safe to show to whoever asked. */
export type RefusalDetails = {
  /** When to try again, in milliseconds. */
  retryAfterMs?: number
  /** Where in the input the trouble is, for `malformed`: `deal.name`. */
  field?: string
  /** The agent who was first, for `already-accepted`. */
  byAgentId?: string
  /** What stands there now, for `stale`. */
  current?: unknown
  /** The id under which an `unexpected` error was logged. */
  errorId?: string
}

/** The answer to every request that was not answered with a value. */
export type RefusalAnswer = { code: RefusalCode; details?: RefusalDetails }

/** The only error thrown on purpose. Both doors turn it into an answer. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {
    super(code)
    this.name = 'Refusal'
  }

  /** HTTP status of this refusal. */
  get status(): number {
    return refusals[this.code]
  }
}

/** Refusals that pass by themselves: the client keeps what it wanted to send and asks again with the same id. */
export const isPassing = (code: RefusalCode): boolean =>
  code === 'busy' || code === 'too-many' || code === 'storage-full' || code === 'unexpected' || code === 'not-set-up'
