import { RotateCcw, Trophy, X } from 'lucide'
import { useState } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import { pipelineOf, reopenDeal } from '../../data/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import type { Closing } from './closing'
import { dayOf } from './days'
import { LoseDialog } from './lose-dialog'
import styles from './outcome.module.css'
import { WinDialog } from './win-dialog'
import { dayWords } from './words'

/** Won and Lost while a deal is open; how it ended and the way back when it is closed. */
export function Outcome({ deal }: { deal: Deal }) {
  const [asking, setAsking] = useState<Closing | null>(null)
  if (deal.outcome !== 'open') return <Closed deal={deal} />
  if (!may('deals.write')) return null
  return (
    <div class={styles.outcome}>
      <Button size="small" icon={Trophy} onClick={() => setAsking('won')}>
        {t.value('deal.won')}
      </Button>
      <Button size="small" icon={X} onClick={() => setAsking('lost')}>
        {t.value('deal.lost')}
      </Button>
      {asking ? <CloseDialog how={asking} deal={deal} onClose={() => setAsking(null)} /> : null}
    </div>
  )
}

type CloseDialogProps = { how: Closing; deal: Deal; onClose: () => void }

/** The questions that go with an end; the same from the chat, the sheet and the board. */
export const CloseDialog = ({ how, deal, onClose }: CloseDialogProps) =>
  how === 'won' ? <WinDialog deal={deal} onClose={onClose} /> : <LoseDialog deal={deal} onClose={onClose} />

/** How a deal ended, in words. */
export function outcomeWords(deal: Deal): string {
  const day = dayWords(dayOf(new Date(deal.closedAt ?? deal.stageSince)))
  if (deal.outcome === 'won') return t.value('deal.wonOn', { day })
  const reasons = pipelineOf(state.value, deal)?.lossReasons ?? []
  const reason = reasons.find(({ id }) => id === deal.lossReasonId)?.label ?? t.value('deal.lost')
  return t.value('deal.lostBecause', { reason })
}

/** Opens a closed deal again, where it last stood. */
export function reopen(deal: Deal): void {
  reopenDeal(deal).then(
    () => toast(t.value('deal.reopened', { name: deal.name })),
    (error) => toast(refusalText(error), { tone: 'danger' }),
  )
}

const Closed = ({ deal }: { deal: Deal }) => (
  <div class={styles.outcome}>
    <p class={deal.outcome === 'won' ? styles.won : styles.lost}>
      {outcomeWords(deal)}
      {deal.lossNote ? <span class={styles.note}>{deal.lossNote}</span> : null}
    </p>
    {may('deals.write') ? (
      <Button size="small" icon={RotateCcw} onClick={() => reopen(deal)}>
        {t.value('deal.reopen')}
      </Button>
    ) : null}
  </div>
)
