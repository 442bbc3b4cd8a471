import type { Condition, Deed, Run, Trigger } from '#shared/protocol/rules'
import { formatMoney } from '#shared/values/money'
import { RefusedError } from '../../../data/client'
import { locale, refusalText, t } from '../../../data/session'
import { hoursWords } from './hours-value'
import { isListed, relationOptions, stageOptions, valueOptions } from './options'

/** `a deal enters the stage Offer`. */
export function triggerWords(trigger: Trigger): string {
  const stage = 'stageId' in trigger ? ` “${nameIn(stageOptions(), trigger.stageId)}”` : ''
  const days = 'days' in trigger ? `, ${trigger.days} ${t.value('rule.daysUnit')}` : ''
  return t.value(`rule.on.${trigger.on}`) + stage + days
}

/** `the amount is between ₺10,000 and –`. */
export function conditionWords(condition: Condition): string {
  const relation = relationOptions(condition.field)[condition.is ? 0 : 1]?.label ?? ''
  return `${t.value(`rule.field.${condition.field}`)} ${relation} ${valueWords(condition)}`.trim()
}

function valueWords(condition: Condition): string {
  if ('anyOf' in condition) {
    const { field } = condition
    const options = isListed(field) ? valueOptions(field) : []
    return condition.anyOf.map((one) => nameIn(options, one)).join(` ${t.value('rule.or')} `)
  }
  if ('text' in condition) return `“${condition.text}”`
  if (condition.field === 'hours') return hoursWords(condition)
  if (condition.field !== 'amount') return ''
  const money = (amount: number | null) =>
    amount === null ? '–' : formatMoney(amount, condition.currency, locale.value)
  return `${money(condition.from)} ${t.value('rule.and')} ${money(condition.until)}`
}

const nameIn = (options: readonly { value: string; label: string }[], id: string) =>
  options.find(({ value }) => value === id)?.label ?? '–'

/** Why a rule had nothing to do. */
export function skipWords({ skip }: Run): string {
  if (!skip) return ''
  return skip.why === 'condition'
    ? t.value('rule.skip.condition', { condition: conditionWords(skip.condition) })
    : t.value(`rule.skip.${skip.why}`)
}

/** What was done, and in plain words why not. */
export function deedWords(deed: Deed): string {
  const about = deed.do === 'move' ? nameIn(stageOptions(), deed.about) : deed.about
  const words = t.value(`rule.deed.${deed.do}`, { about })
  if (deed.result === 'done') return words
  return `${words} – ${whyNot(deed)}`
}

const ofCalls = [
  'not-public',
  'bad-url',
  'bad-port',
  'no-address',
  'unreachable',
  'untrusted',
  'redirected',
  'too-slow',
]
const ofOthers = ['no-address', 'no-consent', 'nothing-to-do']

function whyNot({ do: what, result, code }: Deed): string {
  if (code === '' && result === 'waiting') return t.value('rule.waiting')
  if (what === 'call') {
    const known = ofCalls.includes(code) ? code : 'else'
    return t.value(`rule.call.code.${known as 'else'}`, { code })
  }
  if (ofOthers.includes(code)) return t.value(`rule.code.${code as 'no-address'}`)
  return refusalText(new RefusedError({ code: code as 'unexpected' }))
}
