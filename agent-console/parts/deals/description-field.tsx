import type { Deal } from '#shared/protocol/deals'
import { may, t } from '../../data/session'
import { LongTextField } from '../fields/long-text-field'
import { editOf } from './use-deal-field'

/** What a deal is about. */
export const DescriptionField = ({ deal, rows }: { deal: Deal; rows?: number }) => (
  <LongTextField
    value={deal.description}
    edit={editOf(deal, 'description')}
    may={may('deals.write')}
    label={t.value('deal.description')}
    placeholder={t.value('deal.addDescription')}
    {...(rows === undefined ? {} : { rows })}
  />
)
