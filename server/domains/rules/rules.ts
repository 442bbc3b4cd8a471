import { Refusal } from '#shared/protocol/refusals'
import type { Action, Condition, Deed, RuleDraft, Run, Skip } from '#shared/protocol/rules'
import { actionsOf, fieldsOf, placeholdersOf } from '#shared/rules/automation'
import { tagKey } from '#shared/rules/deal-words'
import { placeholdersIn } from '#shared/rules/templates'
import { plain } from '#shared/values/plain'

/** What a rule may ask about whatever happened. */
export type Subject = {
  siteId: string
  ownerId: string | null
  /** A BCP 47 tag, as the browser sent it. */
  language: string
  hasEmail: boolean
  hasDeal: boolean
  source: string
  tags: readonly string[]
  pipelineId: string | null
  stageId: string | null
  amount: number | null
  currency: string
  /** When it happened, by the clocks of the installation: 0 is Sunday. */
  clock: { weekday: number; time: string }
}

/** How many rules one may lead to another. */
export const deepest = 5

/** Whether a condition is so, or is not where it must not be. */
export const holds = (condition: Condition, subject: Subject): boolean => isSo(condition, subject) === condition.is

function isSo(condition: Condition, subject: Subject): boolean {
  switch (condition.field) {
    case 'site':
      return condition.anyOf.includes(subject.siteId)
    case 'owner':
      return condition.anyOf.includes(subject.ownerId ?? 'nobody')
    case 'pipeline':
      return condition.anyOf.includes(subject.pipelineId ?? '')
    case 'stage':
      return condition.anyOf.includes(subject.stageId ?? '')
    case 'source':
      return plain(subject.source).includes(plain(condition.text))
    case 'tag':
      return subject.tags.some((tag) => tagKey(tag) === tagKey(condition.text))
    case 'language':
      return `${subject.language.toLowerCase()}-`.startsWith(`${condition.text.toLowerCase()}-`)
    case 'amount':
      return isWithin(condition, subject)
    case 'hours':
      return isAmongHours(condition, subject.clock)
    case 'deal':
      return subject.hasDeal
    case 'email':
      return subject.hasEmail
  }
}

function isWithin(
  { from, until, currency }: Extract<Condition, { field: 'amount' }>,
  subject: Pick<Subject, 'amount' | 'currency'>,
): boolean {
  const { amount } = subject
  if (amount === null || subject.currency !== currency) return false
  return (from === null || amount >= from) && (until === null || amount <= until)
}

/** Hours that go on into the next day belong to the day they began on. */
function isAmongHours(
  { days, from, until }: Extract<Condition, { field: 'hours' }>,
  { weekday, time }: Subject['clock'],
): boolean {
  const isDay = days.includes(weekday)
  if (from === until) return isDay
  if (from < until) return isDay && from <= time && time < until
  return (isDay && time >= from) || (days.includes((weekday + 6) % 7) && time < until)
}

type Happened = {
  siteId: string
  chain: readonly string[]
  /** It had ended before it came here. */
  isPast: boolean
}

/** Why a rule has nothing to do with what happened; null when it is to act. */
export function reasonToSkip(
  rule: { id: string; siteId: string | null; conditions: readonly Condition[] },
  { siteId, chain, isPast }: Happened,
  subject: Subject,
): Skip | null {
  if (rule.siteId !== null && rule.siteId !== siteId) return { why: 'other-site' }
  if (chain.includes(rule.id)) return { why: 'own-doing' }
  if (chain.length >= deepest) return { why: 'too-deep' }
  if (isPast) return { why: 'past' }
  const condition = rule.conditions.find((one) => !holds(one, subject))
  return condition ? { why: 'condition', condition } : null
}

/** How a run ended: it failed when nothing of what it wanted could be done. */
export const outcomeOf = (deeds: readonly Deed[]): Run['outcome'] =>
  deeds.length > 0 && deeds.every(({ result }) => result === 'refused') ? 'failed' : 'done'

/** Refuses a rule that asks or does what its event knows nothing of, and texts with holes nobody can fill. */
export function assertSound({ trigger: { on }, conditions, actions }: RuleDraft): void {
  const fields = fieldsOf(on)
  const strange = conditions.findIndex(({ field }) => !fields.includes(field))
  if (strange >= 0) throw new Refusal('malformed', { field: `conditions.${strange}` })
  for (const [index, action] of actions.entries()) {
    if (!actionsOf(on).includes(action.do)) throw new Refusal('malformed', { field: `actions.${index}` })
    const unknown = textsOf(action)
      .flatMap(placeholdersIn)
      .filter((name) => !placeholdersOf(on).includes(name))
    if (unknown.length > 0) throw new Refusal('placeholder-unknown', { field: `actions.${index}`, fields: unknown })
  }
}

function textsOf(action: Action): string[] {
  if (action.do === 'task') return [action.title]
  return action.do === 'mail' ? [action.subject, action.text] : []
}
