import { Plus, SlidersHorizontal } from 'lucide'
import { useState } from 'preact/hooks'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { Asking } from '../../data/deal-lists'
import { openStages } from '../../data/deals'
import { may, t } from '../../data/session'
import { DealsHead } from '../../parts/deal-lists/deals-head'
import { sumIn } from '../../parts/deals/sum-in'
import { Button, IconButton } from '../../ui/button'
import { ExtrasDialog } from './extras-dialog'
import { totalsOfAll } from './totals'

type BoardHeadProps = { asking: Asking; pipeline: Pipeline; pipelines: readonly Pipeline[]; onAdd: () => void }

/** Which pipeline it is, what all of it is worth, and what is shown of it. */
export function BoardHead({ asking, pipeline, pipelines, onAdd }: BoardHeadProps) {
  const [choosing, setChoosing] = useState(false)
  const totals = totalsOfAll(openStages(pipeline))
  const money = (amount: number) => sumIn(pipeline, amount)
  return (
    <DealsHead
      look="board"
      asking={asking}
      pipeline={pipeline}
      pipelines={pipelines}
      totals={
        <>
          <span>
            {t.value('board.open')} <strong>{money(totals.amount)}</strong>
          </span>
          <span>
            {' · '}
            {t.value('board.weighted')} <strong>{money(totals.weighted)}</strong>
          </span>
        </>
      }
    >
      <IconButton
        kind="secondary"
        icon={SlidersHorizontal}
        label={t.value('card.extras')}
        onClick={() => setChoosing(true)}
      />
      {may('deals.write') ? (
        <Button kind="primary" icon={Plus} hint="N" onClick={onAdd}>
          {t.value('board.add')}
        </Button>
      ) : null}
      {choosing ? <ExtrasDialog onClose={() => setChoosing(false)} /> : null}
    </DealsHead>
  )
}
