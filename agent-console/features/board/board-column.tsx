import { useComputed } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { DealCard } from '#shared/protocol/deals'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { board, readColumn } from '../../data/deal-lists'
import { t } from '../../data/session'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { useVirtualList } from '../../ui/virtual-list'
import { BoardCard } from './board-card'
import styles from './board-column.module.css'
import { rowHeight } from './card-extras'
import { CardFace } from './card-face'
import { cardsIn, carried, othersIn, wanted } from './carry'
import { ColumnHead } from './column-head'
import { totalsOf } from './totals'

type BoardColumnProps = {
  stage: Stage
  pipeline: Pipeline
  onAdd: (stage: Stage) => void
  onFold?: (() => void) | undefined
}

/** A stage and its cards; of a long column only what is in sight is in the page. */
export function BoardColumn({ stage, pipeline, onAdd, onFold }: BoardColumnProps) {
  const scroller = useRef<HTMLDivElement>(null)
  // Each of these changes for the columns it concerns; reading what is carried as it moves would draw all of them.
  const others = useComputed(() => othersIn(stage.id)).value
  const slot = useComputed(() => slotIn(stage.id)).value
  const carriedId = useComputed(() => carriedFrom(stage.id)).value
  const rows = rowsOf(others, slot)
  const height = rowHeight.value
  const list = useVirtualList({
    count: rows.length,
    scroller,
    estimate: () => height,
    keyOf: (index) => rows[index]?.deal.id ?? 'slot',
    overscan: 4,
  })
  useLayoutEffect(() => list.measure(), [height])
  const items = list.getVirtualItems()
  const failed = useMore(stage.id, (items.at(-1)?.index ?? -1) >= rows.length - 5)
  const focus = wanted.value
  useLayoutEffect(() => {
    const index = focus === null ? slot : rows.findIndex((card) => card?.deal.id === focus)
    if (index >= 0 && (focus !== null || carried.peek()?.by === 'keys')) list.scrollToIndex(index, { align: 'auto' })
  }, [focus, slot])
  // The carried card keeps its element, so it stays in the same list: the gesture and the focus live there.
  const lifted = carriedId ? cardsIn(stage.id).find(({ deal }) => deal.id === carriedId) : undefined
  return (
    <section
      class={classes(styles.column, slot >= 0 && styles.over)}
      aria-label={t.value('board.stageIs', { stage: stage.name, count: totalsOf(stage.id).count })}
      data-column={stage.id}
      data-count={others.length}
    >
      <ColumnHead stage={stage} pipeline={pipeline} onAdd={() => onAdd(stage)} onFold={onFold} />
      <div ref={scroller} class={styles.scroller}>
        <ul class={styles.rows} data-rows style={{ height: `${list.getTotalSize()}px` }}>
          {[
            ...items.map(({ index, key, start }) => {
              const card = rows[index]
              return (
                <li
                  key={key}
                  class={styles.row}
                  style={{ height: `${height - 8}px`, transform: `translateY(${start}px)` }}
                  aria-hidden={!card}
                >
                  {card ? <BoardCard card={card} pipeline={pipeline} first={index === 0} /> : <Slot />}
                </li>
              )
            }),
            lifted ? (
              <li key={lifted.deal.id} class={classes(styles.row, styles.lifted)} style={{ height: `${height - 8}px` }}>
                <BoardCard card={lifted} pipeline={pipeline} first />
              </li>
            ) : null,
          ]}
        </ul>
        {rows.length === 0 && board.value?.columns.has(stage.id) ? (
          <p class={styles.empty}>{t.value('board.empty')}</p>
        ) : null}
        {failed ? (
          <Button class={styles.more} size="small" kind="ghost" onClick={failed}>
            {t.value('board.more')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

/** Where in a column a card is held, -1 for nowhere. */
function slotIn(stageId: string): number {
  const at = carried.value?.at
  return at?.over === 'stage' && at.stageId === stageId ? at.index : -1
}

/** The card in hand, where it was taken from this column. */
function carriedFrom(stageId: string): string | null {
  const card = carried.value?.card
  return card?.deal.stageId === stageId ? card.deal.id : null
}

/** Cards and, where one would be dropped, a hole. */
function rowsOf(cards: readonly DealCard[], slot: number): (DealCard | null)[] {
  if (slot < 0) return [...cards]
  return [...cards.slice(0, slot), null, ...cards.slice(slot)]
}

/** Asks for the next cards when the end comes into sight; a way to ask again when that failed. */
function useMore(stageId: string, atEnd: boolean): (() => void) | null {
  const [failed, setFailed] = useState(false)
  const busy = useRef(false)
  const cursor = board.value?.columns.get(stageId)?.next ?? null
  const load = () => {
    if (busy.current) return
    busy.current = true
    setFailed(false)
    readColumn(stageId)
      .catch(() => setFailed(true))
      .finally(() => {
        busy.current = false
      })
  }
  useEffect(() => {
    if (atEnd && cursor !== null) load()
  }, [atEnd, cursor])
  return failed ? load : null
}

function Slot() {
  const now = carried.value
  return <div class={styles.slot}>{now?.by === 'keys' ? <CardFace card={now.card} /> : null}</div>
}
