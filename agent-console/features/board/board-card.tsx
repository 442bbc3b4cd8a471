import { Ellipsis } from 'lucide'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { DealCard } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { may, t } from '../../data/session'
import { withParameter } from '../../parts/deals/address'
import { IconButton } from '../../ui/button'
import { Menu } from '../../ui/menu'
import styles from './board-card.module.css'
import { CardFace } from './card-face'
import { cardKeys } from './card-keys'
import { useCardMenu } from './card-menu'
import { carried, wanted } from './carry'
import { putBack } from './move-card'
import { dragging, lastDrop } from './use-dragging'

type BoardCardProps = {
  card: DealCard
  pipeline: Pipeline
  /** Its place in the column; the first one is where Tab enters. */
  index: number
}

/** A deal on the board: opened by a click or Enter, moved by dragging, by Space and arrows, or from its menu. */
export function BoardCard({ card, pipeline, index }: BoardCardProps) {
  const { deal } = card
  const { url } = useLocation()
  const frame = useRef<HTMLElement>(null)
  const link = useRef<HTMLAnchorElement>(null)
  const movable = may('deals.write')
  const drag = dragging.value
  useEffect(() => (frame.current && drag ? drag.watch(deal.id, frame.current) : undefined), [drag, deal.id])
  const isWanted = wanted.value === deal.id && carried.value === null
  useLayoutEffect(() => {
    if (!isWanted) return
    wanted.value = null
    link.current?.focus({ preventScroll: true })
  }, [isWanted])
  const href = deal.conversationId
    ? withParameter(url, 'chat', deal.conversationId)
    : withParameter(url, 'deal', deal.id)
  const entries = useCardMenu(deal, pipeline)
  return (
    <article ref={frame} class={styles.card} data-card={deal.id} data-stage={deal.stageId}>
      <CardFace card={card} />
      <a
        ref={link}
        class={styles.link}
        href={href}
        draggable={false}
        tabIndex={index <= 0 || isFocused(link.current) ? 0 : -1}
        aria-describedby={movable ? 'board-hint' : undefined}
        aria-keyshortcuts={movable ? 'Space M' : undefined}
        onClick={(event) => {
          if (Date.now() - lastDrop.at > 80) return
          event.preventDefault()
          event.stopPropagation()
        }}
        onKeyDown={(event) => cardKeys(event, card, pipeline)}
        onBlur={() => carried.value?.by === 'keys' && putBack()}
      >
        <span class="unseen">{deal.name}</span>
      </a>
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

const isFocused = (element: HTMLElement | null) => element !== null && element === document.activeElement
