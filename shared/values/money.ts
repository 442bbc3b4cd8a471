/** Digits after the decimal separator of a currency: 2 for TRY, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const known = digitsOf.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  digitsOf.set(currency, digits)
  return digits
}

/** Making a format costs more than all that is done with it, and there are few currencies. */
const digitsOf = new Map<string, number>()

/**
 * Shows an amount in its currency.
 * @param amount integer minor units
 * @returns for example `₺1.250,50` in `tr`; whole amounts are shown without decimals
 */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const digits = minorDigits(currency)
  const whole = amount % 10 ** digits === 0
  // Dividing by a power of ten is the last step before showing; sums are made in minor units.
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits)
}

/**
 * Reads an amount somebody typed or pasted, in the habits of their language: `1.250,50` in Turkish,
 * `1,250.50` in English. Where only one reading is possible (`1.250,50` typed in English) it is taken;
 * groups of other than three digits and another currency's sign have none.
 * @returns integer minor units; null for an empty field; undefined when it is not an amount
 */
export function parseMoney(input: string, currency: string, locale: string): number | null | undefined {
  const text = withoutSign(input, currency, locale)
  if (text === '') return null
  const decimal = decimalMark(text, locale)
  const at = decimal === '' ? -1 : text.lastIndexOf(decimal)
  const whole = at < 0 ? text : text.slice(0, at)
  const fraction = at < 0 ? '' : text.slice(at + 1)
  const digits = minorDigits(currency)
  if (!grouped.test(whole) || !/^\d*$/.test(fraction) || fraction.length > digits) return undefined
  const minor = Number(whole.replace(/\D/g, '') + fraction.padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? minor : undefined
}

// Digits alone, or in threes with the same mark between all of them.
const grouped = /^(\d+|\d{1,3}(?:([.,' ])\d{3})(?:\2\d{3})*)$/

/** The figures alone: the currency's own name and signs may stand before or after them. */
function withoutSign(input: string, currency: string, locale: string): string {
  const text = input
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replaceAll('’', "'")
    .trim()
  const own = [currency, ...knownSigns(`${locale} ${currency}`), ...knownSigns(`en ${currency}`)]
  // What people in Turkey write after an amount is neither the code nor the sign.
  if (currency === 'TRY') own.push('TL')
  const name = own.find((sign) => text.toUpperCase().startsWith(sign) || text.toUpperCase().endsWith(sign))
  if (name === undefined) return text
  return (text.toUpperCase().startsWith(name) ? text.slice(name.length) : text.slice(0, -name.length)).trim()
}

const signsOf = (currency: string, locale: string): string[] =>
  (['symbol', 'narrowSymbol'] as const).flatMap((currencyDisplay) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .filter((part) => part.type === 'currency')
      .map((part) => part.value.toUpperCase()),
  )

// A file has thousands of amounts of one currency and one language.
const knownSigns = remembered((key) => {
  const [locale = 'en', currency = ''] = key.split(' ')
  return signsOf(currency, locale)
})
const usualMark = remembered((locale) =>
  new Intl.NumberFormat(locale).formatToParts(1.1).find((part) => part.type === 'decimal'),
)

/** Makes what belongs to a key once; there are few keys. */
function remembered<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>()
  return (key) => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}

function decimalMark(text: string, locale: string): string {
  const dot = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ','
  const mark = dot >= 0 ? '.' : comma >= 0 ? ',' : ''
  if (mark === '') return ''
  const count = text.split(mark).length - 1
  if (count > 1) return ''
  if (mark === usualMark(locale)?.value) return mark
  // A foreign mark followed by exactly three digits groups thousands here; anything else can only be decimals.
  return text.length - text.lastIndexOf(mark) - 1 === 3 ? '' : mark
}
