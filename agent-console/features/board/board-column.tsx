import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { DealCard } from '#shared/protocol/deals'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { formatMoney } from '#shared/values/money'
import { loadMoreCards } from '../../data/deals'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { totalsIn, weighted } from '../../parts/deals/weight'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { useVirtualList } from '../../ui/virtual-list'
import { BoardCard } from './board-card'
import styles from './board-column.module.css'
import { CardFace } from './card-face'
import { cardsByStage, carried, othersIn, wanted } from './carry'
import { rowHeight } from './use-dragging'

type BoardColumnProps = { stage: Stage; pipeline: Pipeline }

/** A stage and its cards; of a long column only what is in sight is in the page. */
export function BoardColumn({ stage, pipeline }: BoardColumnProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const now = carried.value
  const others = othersIn(stage.id, now?.card.deal.id)
  const slot = now?.at.over === 'stage' && now.at.stageId === stage.id ? now.at.index : -1
  const rows = rowsOf(others, slot)
  const list = useVirtualList({
    count: rows.length,
    scroller,
    estimate: () => rowHeight,
    keyOf: (index) => rows[index]?.deal.id ?? 'slot',
    overscan: 4,
  })
  const items = list.getVirtualItems()
  const failed = useMore(stage.id, (items.at(-1)?.index ?? -1) >= rows.length - 5)
  const focus = wanted.value
  useLayoutEffect(() => {
    const index = focus === null ? slot : rows.findIndex((card) => card?.deal.id === focus)
    if (index >= 0 && (focus !== null || now?.by === 'keys')) list.scrollToIndex(index, { align: 'auto' })
  }, [focus, slot])
  // The carried card keeps its element, so it stays in the same list: the gesture and the focus live there.
  const lifted = (cardsByStage.value.get(stage.id) ?? []).find(({ deal }) => deal.id === now?.card.deal.id)
  return (
    <section
      class={classes(styles.column, slot >= 0 && styles.over)}
      aria-label={t.value('board.stageIs', { stage: stage.name, count: totalsIn(state.value.totals, stage.id).count })}
      data-column={stage.id}
      data-count={others.length}
    >
      <ColumnHead stage={stage} currency={pipeline.currency} />
      <div ref={scroller} class={styles.scroller}>
        <ul class={styles.rows} data-rows style={{ height: `${list.getTotalSize()}px` }}>
          {[
            ...items.map(({ index, key, start }) => {
              const card = rows[index]
              return (
                <li key={key} class={styles.row} style={{ transform: `translateY(${start}px)` }} aria-hidden={!card}>
                  {card ? <BoardCard card={card} pipeline={pipeline} index={index} /> : <Slot card={now?.card} />}
                </li>
              )
            }),
            lifted ? (
              <li key={lifted.deal.id} class={classes(styles.row, styles.lifted)}>
                <BoardCard card={lifted} pipeline={pipeline} index={-1} />
              </li>
            ) : null,
          ]}
        </ul>
        {rows.length === 0 && state.value.columns.has(stage.id) ? (
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

/** Cards and, where one would be dropped, a hole. */
function rowsOf(cards: readonly DealCard[], slot: number): (DealCard | null)[] {
  if (slot < 0) return [...cards]
  return [...cards.slice(0, slot), null, ...cards.slice(slot)]
}

/** Asks for the next cards when the end comes into sight; a way to ask again when that failed. */
function useMore(stageId: string, atEnd: boolean): (() => void) | null {
  const [failed, setFailed] = useState(false)
  const busy = useRef(false)
  const cursor = state.value.columns.get(stageId) ?? null
  const load = () => {
    if (busy.current) return
    busy.current = true
    setFailed(false)
    loadMoreCards(stageId)
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

function ColumnHead({ stage, currency }: { stage: Stage; currency: string }) {
  const { count, amount } = totalsIn(state.value.totals, stage.id)
  const money = (value: number) => formatMoney(value, currency, locale.value)
  return (
    <header class={styles.head}>
      <h2 class={styles.name}>
        <span class={styles.title}>{stage.name}</span>
        <span class={styles.count}>{new Intl.NumberFormat(locale.value).format(count)}</span>
      </h2>
      <p class={styles.sums}>
        <span class={styles.sum}>{money(amount)}</span>
        <span class={styles.weighted}>{t.value('board.weightedIs', { amount: money(weighted(amount, stage)) })}</span>
      </p>
    </header>
  )
}

const Slot = ({ card }: { card: DealCard | undefined }) => (
  <div class={styles.slot}>{card && carried.value?.by === 'keys' ? <CardFace card={card} /> : null}</div>
)
