import { randomBytes } from 'node:crypto'
import type { AgentContext } from '#server/context'
import { editFields } from '#server/events/field-changes'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { mostRules, type Rule } from '#shared/protocol/rules'
import { holdRule } from './access'
import { assertThere } from './assert-there'
import { secretOf } from './make-calls'
import { countRules, insertRule, saveBeginning, saveRule, saveSecret } from './queries'
import { assertSound } from './rules'

type Saved = OutputOf<'rule:create'>

/** A new rule. It begins with the next fact after its own. */
export const createRule = (
  { rid: _, ...draft }: CheckedInputOf<'rule:create'>,
  context: AgentContext,
): Promise<Saved> =>
  withSecret(context, async (tx, secret) => {
    assertSound(draft)
    await assertThere(tx, draft)
    if ((await countRules(tx)) >= mostRules) throw new Refusal('list-full')
    const at = context.now()
    const rule = {
      ...draft,
      ...{ id: newId(), hasSecret: makesCalls(draft), createdAt: at, version: 1, removed: false },
    }
    await insertRule(tx, rule, at)
    if (rule.hasSecret) await saveSecret(tx, rule.id, secret.sealFor(rule.id))
    return { rule, name: 'rule.created' as const, begins: true }
  })

/** Changes a rule, each field refused by itself when somebody was faster. Switched on, it begins now. */
export const editRule = (
  { ruleId, changes: asked }: CheckedInputOf<'rule:edit'>,
  context: AgentContext,
): Promise<Saved> =>
  withSecret(context, async (tx, secret) => {
    const before = await holdRule(tx, ruleId)
    if (before.removed) throw new Refusal('not-found')
    const { after, changes } = editFields<Rule>(before, asked)
    if (changes.length === 0) return { rule: before, name: null, begins: false }
    assertSound(after)
    await assertThere(tx, after)
    const rule = { ...after, version: before.version + 1, hasSecret: before.hasSecret || makesCalls(after) }
    await saveRule(tx, rule)
    if (rule.hasSecret && !before.hasSecret) await saveSecret(tx, rule.id, secret.sealFor(rule.id))
    const begins = changes.some(({ field }) => field === 'on' || field === 'trigger')
    return { rule, name: 'rule.edited' as const, begins }
  })

/** Another secret to sign calls with; the one before is worth nothing from now on. */
export const renewSecret = ({ ruleId }: CheckedInputOf<'rule:renew'>, context: AgentContext): Promise<Saved> =>
  withSecret(context, async (tx, secret) => {
    const before = await holdRule(tx, ruleId)
    if (before.removed) throw new Refusal('not-found')
    const rule = { ...before, hasSecret: true, version: before.version + 1 }
    await saveRule(tx, rule)
    await saveSecret(tx, rule.id, secret.sealFor(rule.id))
    return { rule, name: 'rule.edited' as const, begins: false }
  })

/** Takes a rule out of the list; it does nothing any more, and what it did stays. */
export const removeRule = (
  { ruleId }: CheckedInputOf<'rule:remove'>,
  { caller, change }: AgentContext,
): Promise<Rule> =>
  change(async (tx, record) => {
    const before = await holdRule(tx, ruleId)
    if (before.removed) throw new Refusal('not-found')
    const rule = { ...before, removed: true, version: before.version + 1 }
    await saveRule(tx, rule)
    record('rule.removed', { rule, byAgentId: caller.id })
    return rule
  })

/** Takes the removal back. The rule begins now, as one that is switched on does. */
export const restoreRule = (
  { ruleId }: CheckedInputOf<'rule:restore'>,
  { caller, change, now }: AgentContext,
): Promise<Rule> =>
  change(async (tx, record) => {
    const before = await holdRule(tx, ruleId)
    if (!before.removed) return before
    if ((await countRules(tx)) >= mostRules) throw new Refusal('list-full')
    const rule = { ...before, removed: false, version: before.version + 1 }
    await saveRule(tx, rule)
    const at = now()
    record('rule.restored', { rule, byAgentId: caller.id }, (n) => saveBeginning(tx, rule.id, n, at))
    return rule
  })

const makesCalls = ({ actions }: Pick<Rule, 'actions'>) => actions.some((action) => action.do === 'call')

type Decided = { rule: Rule; name: 'rule.created' | 'rule.edited' | null; begins: boolean }

/** A secret leaves in the one answer that made it and is stored sealed, not even with the attempt. */
async function withSecret(
  { caller, change, now, vault }: AgentContext,
  decide: (tx: Tx, secret: { sealFor(ruleId: string): string }) => Promise<Decided>,
): Promise<Saved> {
  const secret = `whsec_${randomBytes(32).toString('base64url')}`
  let isNew = false
  const rule = await change(async (tx, record) => {
    isNew = false
    const sealFor = (ruleId: string) => {
      isNew = true
      return vault.seal(secret, secretOf(ruleId))
    }
    const { rule, name, begins } = await decide(tx, { sealFor })
    const at = now()
    if (name)
      record(name, { rule, byAgentId: caller.id }, (n) => (begins ? saveBeginning(tx, rule.id, n, at) : undefined))
    return rule
  })
  return { rule, secret: isNew ? secret : null }
}
