import { SearchX } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { afterReload } from '../../data/connection'
import { openPerson } from '../../data/conversations'
import { openDeal } from '../../data/deals'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { withParameter } from '../../parts/deals/address'
import { SideSheet } from '../../parts/deals/side-sheet'
import { EmptyState } from '../../ui/empty-state'

import { DealEditor } from './deal-editor'

/** The whole deal that `?deal=` names, over any screen; the page beside it stays in use. */
export function DealSheet() {
  const { url, query, route } = useLocation()
  const dealId = query.deal
  if (!dealId) return null
  return <OpenSheet key={dealId} dealId={dealId} onClose={() => route(withParameter(url, 'deal', null))} />
}

function OpenSheet({ dealId, onClose }: { dealId: string; onClose: () => void }) {
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    const load = () => {
      openDeal(dealId)
        .then(({ personId }) => openPerson(personId))
        .catch(() => setMissing(true))
    }
    load()
    return afterReload(load)
  }, [dealId])
  const card = state.value.deals.get(dealId)
  const gone = card ? card.deal.removed : missing
  return (
    <SideSheet
      label={card?.deal.name ?? t.value('deal.deals')}
      closeLabel={t.value('deal.closeSheet')}
      onClose={onClose}
    >
      {gone ? (
        <EmptyState icon={SearchX} title={t.value('deal.missing')} text={t.value('deal.missingText')} />
      ) : card ? (
        <DealEditor card={card} onRemoved={onClose} />
      ) : null}
    </SideSheet>
  )
}
