import { Refusal } from '#shared/protocol/refusals'
import type { Role } from '#shared/rules/permissions'

/** A session nobody used for this long is over. */
export const idleMs = 12 * 3_600_000
/** Every session is over after this long. */
export const absoluteMs = 7 * 24 * 3_600_000
/** How stale `seenAt` may grow before it is written again. */
export const touchMs = 10 * 60_000

/** Whether a session may still be used. */
export const isAlive = (session: { created_at: string; seen_at: string }, now: number): boolean =>
  now - Date.parse(session.seen_at) < idleMs && now - Date.parse(session.created_at) < absoluteMs

/** What somebody is about to do with an agent; `reset` is a new password, or no second step any more. */
export type Managing = { role?: unknown; disabled?: unknown; reset?: true }

/** Refuses what would leave the installation without its owner, and acts on oneself that are somebody else's to do. */
export function assertMayManage(
  caller: { id: string; role: Role },
  target: { id: string; role: Role },
  asked: Managing,
): void {
  if (target.role === 'owner' && caller.id !== target.id) throw new Refusal('not-allowed')
  // Taking off one's own guard asks for the password, which is another request.
  if (asked.reset && caller.id === target.id) throw new Refusal('not-allowed')
  const decides = asked.role !== undefined || asked.disabled !== undefined
  if (decides && target.role === 'owner') throw new Refusal('owner-stays')
  // Nobody locks themselves out by mistake, nor raises themselves.
  if (decides && caller.id === target.id) throw new Refusal('not-allowed')
}

/** Words that make the whole password easy to guess; length does the rest. */
const tooCommon = ['password', 'parola', 'sifre', 'şifre', 'qwerty', '123456', 'letmein', 'parley', 'abcdef', '111111']

/** Refuses passwords that are mostly a common word, a name or a repetition. */
export function assertStrong(password: string, ...about: string[]): void {
  let rest = password.toLowerCase()
  for (const word of [...tooCommon, ...about.flatMap((text) => text.toLowerCase().split(/[\s@.]+/))])
    if (word.length >= 3) rest = rest.replaceAll(word, '')
  if (rest.replace(/[\d\W_]/g, '').length < 3 && rest.length < 6) throw new Refusal('password-common')
  if (new Set(password).size < 5) throw new Refusal('password-common')
}
