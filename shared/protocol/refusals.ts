import type { Block } from './changes'

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
  'contact-exists': 409,
  'conversation-closed': 409,
  'deal-closed': 409,
  'deal-open': 409,
  'email-taken': 409,
  'lead-converted': 409,
  'lead-exists': 409,
  'owner-stays': 409,
  'pipeline-in-use': 409,
  'currency-in-use': 409,
  'lead-changed': 409,
  'last-reason': 409,
  'last-stage': 409,
  'list-full': 409,
  'match-gone': 409,
  'match-strong': 409,
  'merge-elsewhere': 409,
  'merge-itself': 409,
  'name-taken': 409,
  'pipeline-archived': 409,
  'pipeline-stays': 409,
  'stage-archived': 409,
  'stage-in-use': 409,
  stale: 409,
  'undo-blocked': 409,
  'undo-over': 409,
  'file-too-large': 413,
  'message-too-long': 413,
  'file-type-refused': 415,
  'amount-required': 422,
  'assignee-elsewhere': 422,
  'owner-outside': 422,
  'amount-too-large': 422,
  'field-invalid': 422,
  'fields-required': 422,
  'name-differs': 422,
  'stage-final': 422,
  'stage-skipped': 422,
  'details-required': 422,
  'domain-invalid': 422,
  'file-broken': 422,
  'loss-note-required': 422,
  'loss-reason-required': 422,
  'mapping-incompatible': 422,
  'password-common': 422,
  'phone-invalid': 422,
  'placeholder-unknown': 422,
  'reason-required': 422,
  'rid-reused': 422,
  'stage-closes-deal': 422,
  'stage-elsewhere': 422,
  'status-converts': 422,
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
  /** What has to be said first, for `fields-required`. */
  fields?: readonly string[]
  /** The agent who was first, for `already-accepted`. */
  byAgentId?: string
  /** What stands there now, for `stale`. */
  current?: unknown
  /** What it became, for `lead-converted`. */
  converted?: { contactId: string; companyId: string | null; dealId: string | null }
  /** What happened since, for `undo-blocked`. */
  blocks?: readonly Block[]
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
