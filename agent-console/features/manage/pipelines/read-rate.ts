/**
 * A rate as somebody types it, `41,2575` or `41.2575`, as the digits with a point that are asked for. Nothing when it is
 * none: groups of thousands have no place in a rate, so one mark is always the decimal one.
 */
export function readRate(typed: string, locale: string): string | undefined {
  const text = typed.trim().replace(decimalMark(locale), '.').replace(',', '.')
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text) || !/[1-9]/.test(text)) return undefined
  return text
}

const decimalMark = (locale: string) =>
  new Intl.NumberFormat(locale).formatToParts(1.1).find(({ type }) => type === 'decimal')?.value ?? '.'
