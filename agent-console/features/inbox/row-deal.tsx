import { Ellipsis } from 'lucide'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Conversation } from '#shared/protocol/conversations'
import type { Deal, DealCard } from '#shared/protocol/deals'
import { dealsOfPerson, pipelineOf, stagesFor } from '../../data/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { withParameter } from '../../parts/deals/address'
import { enterStage } from '../../parts/deals/enter-stage'
import { makeDeal } from '../../parts/deals/make-deal'
import { bellOf, TaskBell } from '../../parts/deals/task-bell'
import { TaskDialog } from '../../parts/deals/task-dialog'
import { classes } from '../../ui/classes'
import { Dot } from '../../ui/dot'
import { Icon } from '../../ui/icon'
import { Menu, type MenuEntry } from '../../ui/menu'
import { now } from '../../ui/when'
import styles from './row-deal.module.css'

/** The open deals of the person in a row, the newest first. */
export const openDealsOf = ({ personId }: Conversation): DealCard[] =>
  dealsOfPerson(state.value, personId).filter(({ deal }) => deal.outcome === 'open')

/** The newest open deal as a row shows it: the colour of its stage, its name, its next step, and how many more there are. */
export function DealPill({ deals }: { deals: readonly DealCard[] }) {
  const [card] = deals
  if (!card) return null
  const { deal } = card
  const stage = stageOf(deal)
  return (
    <span class={styles.pill}>
      {stage ? <Dot color={stage.color} /> : null}
      <span class={styles.name} dir="auto">
        {deal.name}
      </span>
      <TaskBell next={card} size={12} />
      {deals.length > 1 ? <span class={styles.more}>+{deals.length - 1}</span> : null}
    </span>
  )
}

type RowDealProps = { conversation: Conversation; deals: readonly DealCard[]; isStop: boolean }

/** What can be done with a person's deals without opening the conversation; also what a right click on the row opens. */
export function RowDeal({ conversation, deals, isStop }: RowDealProps) {
  const { url, route } = useLocation()
  const [adding, setAdding] = useState(false)
  const { id: conversationId, personId } = conversation
  const [card] = deals
  const deal = card?.deal
  const entries: MenuEntry[] = [
    ...(deal ? [{ label: t.value('deal.openOne'), onChoose: () => route(withParameter(url, 'deal', deal.id)) }] : []),
    ...(may('deals.write')
      ? [{ label: t.value('deal.new'), onChoose: () => void makeDeal(personId, conversationId) }]
      : []),
    ...(may('tasks.write') ? [{ label: t.value('task.new'), onChoose: () => setAdding(true) }] : []),
    ...(deal && may('deals.write') ? stageEntries(deal) : []),
  ]
  if (entries.length === 0) return null
  const stage = deal && stageOf(deal)
  const label =
    card && deal
      ? t.value('inbox.dealIs', { name: deal.name, stage: stage?.name ?? '', next: bellOf(card, now.value).words })
      : t.value('inbox.dealActions')
  return (
    <span class={classes(styles.place, !deal && styles.bare)} data-row-deal>
      <Menu
        label={label}
        entries={entries}
        trigger={
          <button type="button" class={styles.trigger} aria-label={label} tabIndex={isStop ? 0 : -1}>
            {deal ? <DealPill deals={deals} /> : <Icon icon={Ellipsis} size={14} />}
          </button>
        }
      />
      {adding ? (
        <TaskDialog about={{ personId, conversationId, dealId: deal?.id ?? null }} onClose={() => setAdding(false)} />
      ) : null}
    </span>
  )
}

const stageOf = (deal: Deal) => pipelineOf(state.value, deal)?.stages.find(({ id }) => id === deal.stageId)

function stageEntries(deal: Deal): MenuEntry[] {
  const move = (stageId: string) => {
    if (stageId === deal.stageId) return
    enterStage(deal, stageId).catch((error) => toast(refusalText(error), { tone: 'danger' }))
  }
  const stages = stagesFor(pipelineOf(state.value, deal), deal).map(({ id, name }) => ({
    label: name,
    checked: id === deal.stageId,
    onChoose: () => move(id),
  }))
  return ['line', { heading: deal.name }, ...stages]
}
