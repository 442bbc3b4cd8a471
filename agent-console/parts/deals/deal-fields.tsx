import type { Deal } from '#shared/protocol/deals'
import { formatMoney, minorDigits, parseMoney } from '#shared/values/money'
import { pipelineOf } from '../../data/deals'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
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

/** The chance of winning: the stage's, until somebody knows better. */
export function ProbabilityField({ deal, class: own }: FieldOfDeal) {
  const stage = pipelineOf(state.value, deal)?.stages.find(({ id }) => id === deal.stageId)
  const ofStage = t.value('deal.ofStage', { probability: String(stage?.probability ?? 0) })
  const show = (set: number | null) => (set === null ? ofStage : t.value('deal.byHand', { probability: String(set) }))
  return (
    <DealField
      deal={deal}
      field="probability"
      class={own}
      label={t.value('deal.probability')}
      placeholder={ofStage}
      typed={deal.probability === null ? '' : String(deal.probability)}
      show={show}
      read={readProbability}
      input={{ inputMode: 'numeric', maxLength: 4 }}
    />
  )
}

export const TagsField = ({ deal, class: own }: FieldOfDeal) => (
  <DealField
    deal={deal}
    field="tags"
    class={own}
    label={`${t.value('deal.tags')}. ${t.value('deal.tagsHelp')}`}
    placeholder={t.value('deal.addTags')}
    typed={deal.tags.join(', ')}
    show={(tags) => tags.join(', ')}
    read={(typed) => ({ is: tagsIn(typed) })}
    input={{ maxLength: 300 }}
  />
)

function readProbability(typed: string): { is: number | null } | { wrong: string } {
  const figures = typed.replace('%', '').trim()
  if (figures === '') return { is: null }
  const is = Number(figures)
  return /^\d{1,3}$/.test(figures) && is <= 100 ? { is } : { wrong: t.value('deal.badProbability') }
}

/** Words between commas, each once, as many as a deal takes. */
const tagsIn = (typed: string): string[] =>
  [...new Set(typed.split(',').map((word) => word.trim().slice(0, 40)))].filter(Boolean).slice(0, 20)

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
