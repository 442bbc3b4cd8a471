import { createHmac } from 'node:crypto'
import type { Changes } from '#server/events/changes'
import type { Ringing } from '#server/jobs/alarm'
import { nextTry } from '#server/jobs/back-off'
import type { fetchOutside } from '#server/outbound/fetch-outside'
import type { Db } from '#server/storage/db'
import type { Vault } from '#server/storage/vault'
import type { Deed } from '#shared/protocol/rules'
import { findNextAt, saveCall, takeCall } from './call-queries'
import { findSecret } from './queries'
import { outcomeOf } from './rules'
import { findRun, saveRun } from './run-queries'
import type { RuleCallRow } from './tables'

/** Longer than any call takes. Whoever dies in the middle of one leaves it to be tried after that. */
const talkMs = 60_000

/** What goes wrong the same way every time: trying again would only knock at the same closed door. */
const hopeless = new Set(['bad-url', 'bad-scheme', 'credentials', 'bad-port', 'bad-header', 'not-public', 'http-410'])

type Calling = { read: Db; changes: Changes; now(): string; vault: Vault; ask: typeof fetchOutside }

/** Makes calls that wait, one after another, each signed with its rule's secret. */
export const calls = ({ read, changes, now, vault, ask }: Calling): Ringing => ({
  next: () => findNextAt(read),
  async ring() {
    const at = now()
    const until = new Date(Date.parse(at) + talkMs).toISOString()
    const call = await changes.change(null, (tx) => takeCall(tx, at, until))
    if (!call) return false
    const sealed = await findSecret(read, call.rule_id)
    const secret = sealed && vault.open(sealed, secretOf(call.rule_id))
    const outcome = await ask(call.url, {
      ...{ method: 'POST', body: call.body, withinMs: 20_000 },
      headers: {
        ...{ 'content-type': 'application/json', 'parley-delivery': call.id },
        ...(secret && { 'parley-signature': sign(call.body, secret, at) }),
      },
    })
    await conclude(changes, call, codeOf(outcome), now())
    return true
  },
})

/** What a rule's secret is sealed for. */
export const secretOf = (ruleId: string): string => `rule:${ruleId}`

/** `t=…,v1=…`: seconds, and the HMAC-SHA256 of those, a dot and the body. Docs/PROTOCOL.md says how to check it. */
export function sign(body: string, secret: string, at: string): string {
  const seconds = Math.floor(Date.parse(at) / 1000)
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

/** Empty when it was taken. */
function codeOf(outcome: Awaited<ReturnType<typeof fetchOutside>>): string {
  if ('failed' in outcome) return outcome.failed
  return outcome.status >= 200 && outcome.status < 300 ? '' : `http-${outcome.status}`
}

const conclude = (changes: Changes, call: RuleCallRow, code: string, at: string): Promise<void> =>
  changes.change(null, async (tx) => {
    const again = code === '' || hopeless.has(code) ? null : nextTry(call.tries, call.created_at, at)
    const state = code === '' ? 'sent' : again === null ? 'failed' : 'waiting'
    await saveCall(tx, call.id, { state, next_at: again, last_error: code })
    const run = await findRun(tx, call.rule_id, call.occasion)
    if (!run) return
    const result = state === 'sent' ? 'done' : state === 'failed' ? 'refused' : 'waiting'
    const deeds = (JSON.parse(run.deeds) as Deed[]).map((deed) =>
      deed.do === 'call' && deed.about === call.url ? { ...deed, result, code } : deed,
    ) satisfies Deed[]
    await saveRun(tx, run, { outcome: outcomeOf(deeds), deeds: JSON.stringify(deeds) })
  })
