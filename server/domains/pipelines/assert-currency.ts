import { Refusal } from '#shared/protocol/refusals'

/** Refuses three letters that name no currency. */
export function assertCurrency(currency: string): void {
  if (!Intl.supportedValuesOf('currency').includes(currency)) throw new Refusal('malformed', { field: 'currency' })
}
