import type { Pipeline } from '#shared/protocol/pipelines'
import { formatMoney } from '#shared/values/money'
import { locale } from '../../data/session'

/** A sum over deals of a pipeline in words; none while they are in two currencies. */
export const sumIn = ({ currency, becoming }: Pipeline, amount: number): string =>
  becoming ? '…' : formatMoney(amount, currency, locale.value)
