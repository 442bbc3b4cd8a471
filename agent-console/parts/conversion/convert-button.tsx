import { ArrowRightLeft } from 'lucide'
import type { Lead } from '#shared/protocol/leads'
import { kindOf } from '../../data/leads'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { Button } from '../../ui/button'
import { beginConversion } from './converting'

type ConvertButtonProps = {
  lead: Lead
  dealId?: string | null
  size?: 'small' | 'medium'
  kind?: 'primary' | 'secondary'
}

/** Begins the conversion of a lead; gone once it is converted. Without the right to it the button says so. */
export function ConvertButton({ lead, dealId = null, size = 'medium', kind = 'secondary' }: ConvertButtonProps) {
  if (kindOf(state.value, lead) === 'converted') return null
  const isAllowed = may('leads.convert')
  return (
    <Button
      icon={ArrowRightLeft}
      size={size}
      kind={kind}
      disabled={!isAllowed}
      title={isAllowed ? undefined : t.value('convert.notAllowed')}
      onClick={() => beginConversion(lead, dealId)}
    >
      {t.value('convert.do')}
    </Button>
  )
}
