import type { Deal } from '#shared/protocol/deals'
import { formatMoney, minorDigits, parseMoney } from '#shared/values/money'
import { locale, t } from '../../data/session'
import { DealField } from './deal-field'
import { dayWords } from './words'

type FieldOfDeal = { deal: Deal; class?: string | undefined }

export const NameField = ({ deal, class: own }: FieldOfDeal) => (
  <DealField
    deal={deal}
    field="name"
    class={own}
    label={t.value('deal.name')}
    placeholder={t.value('deal.name')}
    typed={deal.name}
    show={(name) => name}
    read={(typed) => (typed === '' ? { wrong: t.value('deal.nameNeeded') } : { is: typed })}
    input={{ maxLength: 120 }}
  />
)

export function AmountField({ deal, class: own }: FieldOfDeal) {
  const { currency } = deal
  const show = (amount: number | null) => (amount === null ? '' : formatMoney(amount, currency, locale.value))
  return (
    <DealField
      deal={deal}
      field="amount"
      class={own}
      label={t.value('deal.amount')}
      placeholder={t.value('deal.addAmount')}
      typed={typedAmount(deal.amount, currency)}
      show={show}
      read={(typed) => readAmount(typed, currency)}
      input={{ inputMode: 'decimal' }}
    />
  )
}

export const CloseDateField = ({ deal, class: own, sentence }: FieldOfDeal & { sentence?: boolean }) => (
  <DealField
    deal={deal}
    field="closesOn"
    class={own}
    label={t.value('deal.closesOn')}
    placeholder={t.value('deal.addClose')}
    typed={deal.closesOn ?? ''}
    shown={deal.closesOn && sentence ? t.value('deal.closes', { day: dayWords(deal.closesOn) }) : undefined}
    show={(day) => (day ? dayWords(day) : '')}
    read={(typed) => ({ is: typed || null })}
    input={{ type: 'date' }}
  />
)

export const SourceField = ({ deal, class: own }: FieldOfDeal) => (
  <DealField
    deal={deal}
    field="source"
    class={own}
    label={t.value('deal.source')}
    placeholder={t.value('deal.addSource')}
    typed={deal.source}
    show={(source) => source}
    read={(typed) => ({ is: typed })}
    input={{ maxLength: 300 }}
  />
)

/** An amount as one would type it: the figures alone, in the agent's habits. */
export function typedAmount(amount: number | null, currency: string): string {
  if (amount === null) return ''
  const digits = minorDigits(currency)
  const whole = amount % 10 ** digits === 0
  const places = whole ? 0 : digits
  return new Intl.NumberFormat(locale.value, {
    useGrouping: true,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(amount / 10 ** digits)
}

/** Reads an amount, or says how one is written. */
export function readAmount(typed: string, currency: string): { is: number | null } | { wrong: string } {
  const is = parseMoney(typed, currency, locale.value)
  if (is !== undefined && (is === null || is <= 999_999_999_999)) return { is }
  const example = formatMoney(125_050, currency, locale.value)
  return { wrong: t.value('deal.badAmount', { example }) }
}
