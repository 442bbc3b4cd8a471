import type { MailState } from '#shared/protocol/mail'

/** How a mail goes on after it was tried. */
export type Aftermath = { state: MailState; next_at: string | null; last_error: string; sent_at: string | null }

type Outcome = { sent: true } | { sent: false; why: 'refused' | 'failed' | 'unreachable'; said: string }

/** @param again when it would be tried next; null when it has been tried long enough */
export function settle(outcome: Outcome, again: string | null, now: string): Aftermath {
  if (outcome.sent) return { state: 'sent', next_at: null, last_error: '', sent_at: now }
  const isOver = outcome.why === 'refused' || again === null
  return {
    state: isOver ? 'failed' : 'waiting',
    next_at: isOver ? null : again,
    last_error: outcome.said,
    sent_at: null,
  }
}
