import type { CustomField, CustomValue } from '#shared/protocol/fields'
import { locale, t } from '../../data/session'
import { dayWords } from '../deals/words'

type Asking = Pick<CustomField, 'kind' | 'options'>

/** What stands in a field, as one reads it; empty for nothing. */
export function valueWords({ kind, options }: Asking, value: CustomValue): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return t.value(value ? 'fields.yes' : 'fields.no')
  if (typeof value === 'number') return figureWords(value)
  if (kind === 'list') return options.find(({ id }) => id === value)?.name ?? ''
  return kind === 'date' ? dayWords(value) : value
}

const figureWords = (value: number): string =>
  new Intl.NumberFormat(locale.value, { maximumFractionDigits: 20 }).format(value)
