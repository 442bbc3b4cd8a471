import type { Deal, DealChanges } from '#shared/protocol/deals'
import { editDeal } from '../../data/deals'
import { type Edit, useGuardedField } from '../fields/use-guarded-field'

export type EditableField = Exclude<keyof DealChanges & keyof Deal, 'custom'>

/** Saves one field of a deal. */
export const editOf =
  <Field extends EditableField>(deal: Deal, field: Field): Edit<Deal[Field]> =>
  async (is, was) =>
    (await editDeal(deal, field, is, was))[field]

/** One field of a deal, guarded against colleagues who edit it, too. */
export const useDealField = <Field extends EditableField>(deal: Deal, field: Field) =>
  useGuardedField(deal[field], editOf(deal, field))
