import { signal } from '@preact/signals'
import type { Fact, InputOf, OutputOf } from '#shared/protocol/index'
import type { Mail } from '#shared/protocol/mail'
import type { Rule, RuleDraft, Run } from '#shared/protocol/rules'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { loadRules } from './load'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { put, type State } from './state'
import { state, update } from './store'

/** Counts what became of mail, so that an outbox that is open reads itself anew. */
export const mailNews = signal(0)

export function noteMail({ name }: Fact): void {
  if (name.startsWith('mail.')) mailNews.value += 1
}

/** Rules in the order they were made. */
export const rulesIn = ({ rules }: State): Rule[] =>
  [...rules.values()].filter(({ removed }) => !removed).sort((a, b) => (a.id < b.id ? -1 : 1))

/** Asks for every rule. @returns what each did last */
export async function readRules(): Promise<ReadonlyMap<string, Run | null>> {
  const rules = await persist(() => ask.rule.list({}))
  update((before) =>
    loadRules(
      before,
      rules.map(({ rule }) => rule),
    ),
  )
  return new Map(rules.map(({ rule, lastRun }) => [rule.id, lastRun]))
}

type Saved = OutputOf<'rule:create'>

/** @throws RefusedError `placeholder-unknown`, `not-found`, `list-full` … with the field that is wrong */
export async function createRule(rid: string, draft: RuleDraft): Promise<Saved> {
  const saved = await persist(() => ask.rule.create({ rid, ...draft }))
  update((before) => withRule(before, saved.rule))
  return saved
}

/** Changes what differs from the rule as it was opened. @throws RefusedError `stale` and what `createRule` throws */
export async function editRule(rid: string, was: Rule, is: RuleDraft): Promise<Saved> {
  const fields = ['name', 'siteId', 'on', 'trigger', 'conditions', 'actions'] as const
  const changed = fields.filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]))
  const changes = Object.fromEntries(changed.map((field) => [field, { was: was[field], is: is[field] }]))
  const saved = await persist(() => ask.rule.edit({ rid, ruleId: was.id, changes }))
  update((before) => withRule(before, saved.rule))
  return saved
}

/** Switches a rule on or off. */
export const switchRule = (rule: Rule, on: boolean): Promise<Rule> =>
  guess({ ...rule, on }, async (rid) => {
    return (await ask.rule.edit({ rid, ruleId: rule.id, changes: { on: { was: rule.on, is: on } } })).rule
  })

export const removeRule = (rule: Rule): Promise<Rule> =>
  guess({ ...rule, removed: true }, (rid) => ask.rule.remove({ rid, ruleId: rule.id }))

export const restoreRule = ({ id }: Rule): Promise<Rule> => {
  const rule = state.value.rules.get(id)
  const attempt = (rid: string) => ask.rule.restore({ rid, ruleId: id })
  return rule ? guess({ ...rule, removed: false }, attempt) : attempt(randomId())
}

export const tryRule = (draft: RuleDraft): Promise<Run[]> => persist(() => ask.rule.try(draft))

export const readRuns = (input: InputOf<'rule:runs'>): Promise<OutputOf<'rule:runs'>> =>
  persist(() => ask.rule.runs(input))

export const readMail = (input: InputOf<'mail:list'>): Promise<OutputOf<'mail:list'>> =>
  persist(() => ask.mail.list(input))

export const retryMail = (mailId: string): Promise<Mail> => {
  const rid = randomId()
  return persist(() => ask.mail.retry({ rid, mailId }))
}

function guess(rule: Rule, attempt: (rid: string) => Promise<Rule>): Promise<Rule> {
  const rid = randomId()
  return optimistic({
    guess: (before) => withRule(before, { ...rule, version: rule.version + 0.5 }),
    attempt: () => persist(() => attempt(rid)),
    confirm: withRule,
  })
}

const withRule = (before: State, rule: Rule): State => ({ ...before, rules: put(before.rules, rule) })
