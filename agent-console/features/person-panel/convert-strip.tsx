import type { Deal } from '#shared/protocol/deals'
import { contactOf } from '../../data/contacts'
import { leadOf } from '../../data/leads'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { ConvertButton } from '../../parts/conversion/convert-button'
import styles from './convert-strip.module.css'

/** On the deal of somebody who is a lead and no contact yet: the conversion, with this deal in it. Nothing asks for it. */
export function ConvertStrip({ deal }: { deal: Deal }) {
  const lead = leadOf(state.value, deal.personId)?.lead
  if (!lead || !may('leads.convert') || contactOf(state.value, deal.personId)) return null
  return (
    <div class={styles.strip}>
      <p class={styles.text}>{t.value('convert.strip')}</p>
      <ConvertButton lead={lead} dealId={deal.id} size="small" />
    </div>
  )
}
