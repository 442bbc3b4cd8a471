import { ArrowRight, Maximize2, Trophy, X } from 'lucide'
import { useLocation } from 'preact-iso'
import type { Deal } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { stagesFor } from '../../data/deals'
import { t } from '../../data/session'
import { withParameter } from '../../parts/deals/address'
import type { MenuEntry } from '../../ui/menu'
import { wanted } from './carry'
import { closing, moveTo } from './move-card'

/** Every place a card can go without dragging, and the whole deal. */
export function useCardMenu(deal: Deal, pipeline: Pipeline): MenuEntry[] {
  const { url, route } = useLocation()
  const stages = stagesFor(pipeline, deal).map((stage) => ({
    label: stage.name,
    icon: ArrowRight,
    checked: stage.id === deal.stageId,
    onChoose: () => {
      if (stage.id === deal.stageId) return
      moveTo(deal, stage.id)
      wanted.value = deal.id
    },
  }))
  return [
    { heading: t.value('board.moveTo') },
    ...stages,
    { label: t.value('deal.won'), icon: Trophy, onChoose: () => (closing.value = { how: 'won', deals: [deal] }) },
    { label: t.value('deal.lost'), icon: X, onChoose: () => (closing.value = { how: 'lost', deals: [deal] }) },
    'line',
    {
      label: t.value('board.details'),
      icon: Maximize2,
      onChoose: () => route(withParameter(url, 'deal', deal.id)),
    },
  ]
}
