import { Check, Ellipsis } from 'lucide'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { DealCard } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { carriedElsewhere, movedBy } from '../../data/deal-moves'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { withParameter } from '../../parts/deals/address'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import styles from './board-card.module.css'
import { CardFace } from './card-face'
import { cardKeys } from './card-keys'
import { useCardMenu } from './card-menu'
import { carried, chosen, toggleChosen, wanted } from './carry'
import { putBack } from './move-card'
import { dragging, lastDrop } from './use-dragging'

type BoardCardProps = {
  card: DealCard
  pipeline: Pipeline
  /** The first one of a column is where Tab enters. */
  first: boolean
}

/** A deal on the board: opened by a click or Enter, moved by dragging, by Space and arrows, or from its menu. */
export function BoardCard({ card, pipeline, first }: BoardCardProps) {
  const { deal } = card
  const { url } = useLocation()
  const frame = useRef<HTMLElement>(null)
  const link = useRef<HTMLAnchorElement>(null)
  const movable = may('deals.write') && deal.outcome === 'open'
  const drag = dragging.value
  useEffect(
    () => (frame.current && drag && movable ? drag.watch(deal.id, frame.current) : undefined),
    [drag, deal.id, movable],
  )
  const isWanted = wanted.value === deal.id && carried.value === null
  useLayoutEffect(() => {
    if (!isWanted) return
    wanted.value = null
    link.current?.focus({ preventScroll: true })
  }, [isWanted])
  const entries = useCardMenu(deal, pipeline)
  const isChosen = chosen.value.has(deal.id)
  return (
    <article
      ref={frame}
      class={classes(styles.card, isChosen && styles.chosen)}
      data-card={deal.id}
      data-stage={deal.stageId}
    >
      <CardFace card={card} />
      <a
        ref={link}
        class={styles.link}
        href={withParameter(url, 'card', deal.id)}
        draggable={false}
        tabIndex={first || isFocused(link.current) ? 0 : -1}
        aria-describedby={movable ? 'board-hint' : undefined}
        aria-keyshortcuts={movable ? 'Space M X' : undefined}
        onClick={(event) => {
          const isMany = movable && (event.shiftKey || event.ctrlKey || event.metaKey)
          const isDrop = Date.now() - lastDrop.at <= 80
          if (!isMany && !isDrop) return
          event.preventDefault()
          event.stopPropagation()
          if (isMany && !isDrop) toggleChosen(deal.id)
        }}
        onKeyDown={(event) => cardKeys(event, card, pipeline)}
        onBlur={() => carried.value?.by === 'keys' && putBack()}
      >
        <span class="unseen">
          {isChosen ? `${t.value('board.chosen')} ` : ''}
          {deal.name}
        </span>
      </a>
      {isChosen ? (
        <span class={styles.check} aria-hidden="true">
          <Icon icon={Check} size={12} />
        </span>
      ) : null}
      <Colleague dealId={deal.id} />
      {movable ? (
        <span class={styles.more} data-still>
          <Menu
            label={t.value('board.actions', { name: deal.name })}
            placement="bottom-end"
            entries={entries}
            trigger={
              <IconButton
                icon={Ellipsis}
                size="small"
                tabIndex={-1}
                label={t.value('board.actions', { name: deal.name })}
              />
            }
          />
        </span>
      ) : null}
    </article>
  )
}

/** Who carries the card now, or has just moved it. */
function Colleague({ dealId }: { dealId: string }) {
  const carrying = carriedElsewhere.value.get(dealId)
  const agentId = carrying?.agentId ?? movedBy.value.get(dealId)
  const name = agentId ? state.value.agents.get(agentId)?.name : undefined
  if (!agentId || !name) return null
  return (
    <span class={classes(styles.colleague, carrying && styles.away)} data-colleague>
      <Avatar id={agentId} name={name} size={20} />
      <span class={styles.who}>{t.value(carrying ? 'board.carriedBy' : 'board.movedBy', { name })}</span>
    </span>
  )
}

const isFocused = (element: HTMLElement | null) => element !== null && element === document.activeElement
