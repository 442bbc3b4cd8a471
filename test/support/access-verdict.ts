import type { RequestMeta } from '#shared/protocol/define'
import type { RefusalCode } from '#shared/protocol/refusals'
import { type Aim, isOfPipeline, type Row } from './access-row'
import type { Principal } from './principals'

type Verdict = 'let in' | RefusalCode

/** What the contract says must become of a request, by whoever asks it of things of the first site. */
export function verdict(aim: Aim, { door, permission }: RequestMeta, { of, input }: Row, who: Principal): Verdict {
  if (door === 'anyone' || door === 'setup') return 'let in'
  if (door === 'visitor') return who.kind === 'visitor' ? 'let in' : 'not-signed-in'
  if (who.kind !== 'agent' && !(who.kind === 'key' && door === 'team')) return 'not-signed-in'
  if (permission && !who.permissions.includes(permission)) return 'not-allowed'
  if (who.isShutOut && of !== 'none' && isOfPipeline(aim, input)) return 'not-found'
  return of === 'somebody' || (of === 'site' && !who.onSite) ? 'not-found' : 'let in'
}

/** What nobody is refused with who was let in and asked something sensible. */
const keptOut = new Set(['not-signed-in', 'not-allowed', 'not-found', 'unknown-request', 'malformed', 'unexpected'])

export const isAsWanted = (code: string | null, wanted: Verdict) =>
  wanted === 'let in' ? code === null || !keptOut.has(code) : code === wanted
