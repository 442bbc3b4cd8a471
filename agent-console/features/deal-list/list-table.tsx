import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { DealCard } from '#shared/protocol/deals'
import { unreadPeople } from '../../data/deal-lists'
import { t } from '../../data/session'
import { listRows, unreadKnown } from '../../parts/deal-lists/shown'
import { withParameter } from '../../parts/deals/address'
import { classes } from '../../ui/classes'
import { useVirtualList } from '../../ui/virtual-list'
import frame from './deal-list.module.css'
import { ListCell } from './list-cell'
import { shownColumns, template, totalWidth } from './list-columns'
import { ListHead } from './list-head'
import styles from './table.module.css'

const rowHeight = 44

type ListTableProps = {
  sort: string | null
  /** How many there are in all, as far as it is known. */
  count: number | null
  picked: ReadonlySet<string>
  onPick: (ids: readonly string[], picked: boolean) => void
  onSort: (sort: string | null) => void
  /** Called when the end comes into sight. */
  onMore: () => void
}

/** Rows of deals; of a long list only what is in sight is in the page. */
export function ListTable({ sort, count, picked, onPick, onSort, onMore }: ListTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const last = useRef<string | null>(null)
  const rows = listRows.value
  const list = useVirtualList({
    count: rows.length,
    scroller,
    estimate: () => rowHeight,
    keyOf: (index) => rows[index]?.deal.id ?? String(index),
  })
  const items = list.getVirtualItems()
  const atEnd = (items.at(-1)?.index ?? -1) >= rows.length - 10
  useEffect(() => {
    if (atEnd) onMore()
  }, [atEnd, rows.length])
  const chosen = rows.filter(({ deal }) => picked.has(deal.id)).length
  const pick = (id: string, on: boolean, range: boolean) => {
    const ids = rows.map(({ deal }) => deal.id)
    const from = last.current && range ? ids.indexOf(last.current) : -1
    const to = ids.indexOf(id)
    last.current = id
    onPick(from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1), on)
  }
  return (
    <div ref={scroller} class={frame.scroller} data-list>
      <table
        aria-label={t.value('deal.deals')}
        aria-rowcount={count ?? -1}
        class={styles.table}
        style={{ minWidth: `${totalWidth.value}px` }}
      >
        <thead class={styles.heads}>
          <ListHead
            sort={sort}
            picked={chosen === 0 ? 'none' : chosen === rows.length ? 'all' : 'some'}
            onSort={onSort}
            onPickAll={(all) =>
              onPick(
                rows.map(({ deal }) => deal.id),
                all,
              )
            }
          />
        </thead>
        <tbody class={styles.rows} style={{ height: `${list.getTotalSize()}px` }}>
          {items.map(({ index, key, start }) => {
            const card = rows[index]
            return card ? (
              <Row
                key={key}
                card={card}
                index={index}
                start={start}
                isPicked={picked.has(card.deal.id)}
                onPick={(on, range) => pick(card.deal.id, on, range)}
              />
            ) : null
          })}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = {
  card: DealCard
  index: number
  start: number
  isPicked: boolean
  onPick: (picked: boolean, range: boolean) => void
}

function Row({ card, index, start, isPicked, onPick }: RowProps) {
  const { url } = useLocation()
  const { deal } = card
  const unread = unreadKnown.value.get(deal.personId) ?? unreadPeople.value.has(deal.personId)
  return (
    <tr
      aria-rowindex={index + 2}
      data-deal={deal.id}
      class={classes(styles.row, isPicked && styles.picked)}
      style={{ gridTemplateColumns: template.value, transform: `translateY(${start}px)` }}
    >
      <td class={styles.check}>
        <input
          type="checkbox"
          aria-label={t.value('list.pick', { name: deal.name })}
          checked={isPicked}
          onClick={(event) => onPick(event.currentTarget.checked, event.shiftKey)}
        />
      </td>
      {shownColumns.value.map((column) => (
        <td key={column} class={classes(styles.cell, column === 'name' && styles.nameCell)}>
          {column === 'name' ? (
            <a class={styles.link} href={withParameter(url, 'card', deal.id)} data-row={index}>
              {unread ? (
                <span class={styles.unread}>
                  <span class="unseen">{t.value('card.unread')} </span>
                </span>
              ) : null}
              {deal.name}
            </a>
          ) : (
            <ListCell card={card} column={column} />
          )}
        </td>
      ))}
    </tr>
  )
}
