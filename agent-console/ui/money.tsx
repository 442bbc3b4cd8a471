import { formatMoney } from '#shared/values/money'
import { speech } from './speech'

type MoneyProps = {
  /** Minor units; null while unknown. */
  amount: number | null
  currency: string
  class?: string
}

/** An amount in its currency, in the reader's habits; nothing while it is unknown. */
export const Money = ({ amount, currency, class: own }: MoneyProps) =>
  amount === null ? null : (
    <data value={String(amount)} class={own} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {formatMoney(amount, currency, speech.value.locale)}
    </data>
  )
