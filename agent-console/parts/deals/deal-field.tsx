import type { Deal } from '#shared/protocol/deals'
import { may } from '../../data/session'
import { GuardedField, type GuardedFieldProps } from '../fields/guarded-field'
import { type EditableField, editOf } from './use-deal-field'

type DealFieldProps<Field extends EditableField> = Omit<GuardedFieldProps<Deal[Field]>, 'value' | 'edit' | 'may'> & {
  deal: Deal
  field: Field
}

/** One field of a deal, edited where it stands. */
export const DealField = <Field extends EditableField>({ deal, field, ...rest }: DealFieldProps<Field>) => (
  <GuardedField value={deal[field]} edit={editOf(deal, field)} may={may('deals.write')} {...rest} />
)
