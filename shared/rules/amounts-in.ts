import { parseMoney } from '../values/money'

/** An amount somebody mentioned, in minor units, and the words they used. */
export type Mentioned = { amount: number; words: string }

const most = 5
/** What may follow figures and multiply them, in the languages of the product; told apart by their first letters. */
const times: readonly [RegExp, number][] = [
  [/^ ?(?:k|bin|thousand)\b/i, 1_000],
  [/^ ?(?:mn|m|milyon|million)\b/i, 1_000_000],
]

/**
 * The amounts a message mentions, in its order, each once: what a person would take for money and not for a time, a
 * date, a share or a phone number.
 * @param currency ISO 4217, whose minor units are counted
 * @param locale whose habits decide what a dot means
 */
export function amountsIn(text: string, currency: string, locale: string): Mentioned[] {
  const found: Mentioned[] = []
  for (const { 0: figures, index } of text.matchAll(/\d[\d.,]*/g)) {
    const rest = text.slice(index + figures.length, index + figures.length + 12)
    const before = text.slice(Math.max(0, index - 1), index)
    const bare = figures.replace(/[.,]$/, '')
    if (isOther(bare, before, rest)) continue
    const [word, factor] = multiplied(rest)
    const read = readIn(bare, currency, locale)
    if (!read || !Number.isSafeInteger(read * factor)) continue
    const amount = read * factor
    if (found.length < most && !found.some((one) => one.amount === amount)) found.push({ amount, words: bare + word })
  }
  return found
}

/** In the reader's habits, and where those make nothing of it in those of whoever may have written it. */
const readIn = (figures: string, currency: string, locale: string) =>
  [locale, 'tr', 'en'].map((one) => parseMoney(figures, currency, one)).find(Boolean)

function multiplied(rest: string): [string, number] {
  for (const [word, factor] of times) {
    const said = word.exec(rest)?.[0]
    if (said) return [said, factor]
  }
  return ['', 1]
}

/** Times and dates (`14:30`, `3pm`, `1/12`), shares (`20 %`), parts of words and of phone numbers. */
function isOther(figures: string, before: string, rest: string): boolean {
  const digits = figures.replace(/\D/g, '').length
  if (digits > 9 || /^0\d/.test(figures) || /[\w:/+%-]/.test(before)) return true
  if (/^\s?%|^[:/-]\d|^ ?[ap]m\b/i.test(rest)) return true
  return figures.split('.').length === 3 && /\.\d{2,4}$/.test(figures) && !/\.\d{3}$/.test(figures)
}
