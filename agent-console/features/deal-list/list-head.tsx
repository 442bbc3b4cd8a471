import { ArrowDown, ArrowUp } from 'lucide'
import { useRef } from 'preact/hooks'
import { readSort, type SortKey, writeSort } from '#shared/rules/deal-order'
import { t } from '../../data/session'
import { Icon } from '../../ui/icon'
import { type ColumnId, narrowest, setWidth, shownColumns, sortOf, template, widest, widthOf } from './list-columns'
import styles from './table.module.css'

type ListHeadProps = {
  sort: string | null
  /** All, some or none of the rows on screen are picked. */
  picked: 'all' | 'some' | 'none'
  onPickAll: (all: boolean) => void
  onSort: (sort: string | null) => void
}

/** The heads of the columns: a click sorts, a click with Shift sorts within, the edge makes them wider. */
export function ListHead({ sort, picked, onPickAll, onSort }: ListHeadProps) {
  const keys = sort ? readSort(sort) : []
  return (
    <tr class={styles.headRow} style={{ gridTemplateColumns: template.value }}>
      <th class={styles.check}>
        <input
          type="checkbox"
          aria-label={t.value('list.pickAll')}
          checked={picked === 'all'}
          ref={(box) => {
            if (box) box.indeterminate = picked === 'some'
          }}
          onChange={({ currentTarget }) => onPickAll(currentTarget.checked)}
        />
      </th>
      {shownColumns.value.map((column) => (
        <HeadCell key={column} column={column} keys={keys} onSort={onSort} />
      ))}
    </tr>
  )
}

type HeadCellProps = { column: ColumnId; keys: readonly SortKey[]; onSort: (sort: string | null) => void }

function HeadCell({ column, keys, onSort }: HeadCellProps) {
  const field = sortOf[column]
  const at = keys.findIndex((key) => key.field === field)
  const key = keys[at]
  const label = t.value(`list.column.${column}`)
  return (
    <th
      class={styles.headCell}
      aria-sort={field ? (key ? (key.descending ? 'descending' : 'ascending') : 'none') : undefined}
      data-column={column}
    >
      {field ? (
        <button
          type="button"
          class={styles.sort}
          title={t.value('list.sortHint')}
          onClick={(event) => {
            const next = turned(keys, field, event.shiftKey || event.ctrlKey || event.metaKey)
            onSort(next.length > 0 ? writeSort(next) : null)
          }}
        >
          <span class={styles.text}>{label}</span>
          {key ? <Icon icon={key.descending ? ArrowDown : ArrowUp} size={13} /> : null}
          {key && keys.length > 1 ? <span class={styles.nth}>{at + 1}</span> : null}
        </button>
      ) : (
        <span class={styles.text}>{label}</span>
      )}
      <Edge column={column} label={label} />
    </th>
  )
}

/** First up, then down, then not at all; alone, or within what is sorted already, up to three. */
function turned(keys: readonly SortKey[], field: SortKey['field'], within: boolean): SortKey[] {
  const known = keys.find((key) => key.field === field)
  const next = !known ? { field, descending: false } : known.descending ? null : { field, descending: true }
  if (!within) return next ? [next] : []
  if (known) return keys.flatMap((key) => (key.field === field ? (next ? [next] : []) : [key]))
  return [...keys.slice(0, 2), { field, descending: false }]
}

/** The edge of a column: dragged, or moved by the arrows. */
function Edge({ column, label }: { column: ColumnId; label: string }) {
  const from = useRef<{ x: number; width: number } | null>(null)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between texts cannot be moved, a separator that has focus can
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t.value('list.resize', { column: label })}
      aria-valuenow={widthOf(column)}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      class={styles.edge}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, width: widthOf(column) }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (from.current) setWidth(column, from.current.width + event.clientX - from.current.x)
      }}
      onPointerUp={() => {
        from.current = null
      }}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0
        if (step === 0) return
        event.preventDefault()
        setWidth(column, widthOf(column) + step)
      }}
    />
  )
}
