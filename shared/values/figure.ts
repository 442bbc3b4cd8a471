/** A figure as somebody types it, `1.250,5` or `1,250.5` as their language has it; undefined for what is none. */
export function figureIn(typed: string, locale: string): number | undefined {
  const bare = typed.replace(/\s/g, '')
  const [mark, grouped] =
    locale === 'tr'
      ? (['.', /^[-+]?\d{1,3}(\.\d{3})+(,\d+)?$/] as const)
      : ([',', /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/] as const)
  // A mark that does not part thousands is meant as the point.
  const plain = (grouped.test(bare) ? bare.replaceAll(mark, '') : bare).replace(',', '.')
  return /^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : undefined
}

/** The same figure as it is typed: without marks between thousands. */
export const figureTyped = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 20, useGrouping: false }).format(value)
