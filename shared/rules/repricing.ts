import type { CurrencyChange } from '../protocol/pipelines'

/** What one of the old currency is in the new one; where only the name was wrong, the same. */
export const rateOf = (change: CurrencyChange): string => (change.how === 'convert' ? change.rate : '1')
