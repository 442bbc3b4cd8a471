import { ArrowDown, ArrowUp } from 'lucide'
import { t } from '../../data/session'
import { Button, IconButton } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Checkbox } from '../../ui/field'
import styles from './deal-list.module.css'
import { type ColumnId, columnIds, setShown, shownColumns } from './list-columns'

/** Chooses what the list says and in which order; at once, on this device. */
export function ColumnsDialog({ onClose }: { onClose: () => void }) {
  const shown: readonly ColumnId[] = shownColumns.value.filter((column) => column !== 'name')
  const hidden = columnIds.filter((column) => column !== 'name' && !shown.includes(column))
  const move = (column: ColumnId, by: 1 | -1) => {
    const next = shown.filter((one) => one !== column)
    next.splice(shown.indexOf(column) + by, 0, column)
    setShown(next)
  }
  const label = (column: ColumnId) => t.value(`list.column.${column}`)
  return (
    <Dialog
      open
      side
      onClose={onClose}
      title={t.value('list.columns')}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t.value('card.done')}
        </Button>
      }
    >
      <ul class={styles.choices}>
        {[...shown, ...hidden].map((column) => {
          const at = shown.indexOf(column)
          return (
            <li key={column} class={styles.choice}>
              <Checkbox
                label={label(column)}
                checked={at >= 0}
                onChecked={(checked) => setShown(checked ? [...shown, column] : shown.filter((one) => one !== column))}
              />
              {at >= 0 ? (
                <span class={styles.moves}>
                  <IconButton
                    icon={ArrowUp}
                    size="small"
                    disabled={at === 0}
                    label={t.value('list.columnUp', { column: label(column) })}
                    onClick={() => move(column, -1)}
                  />
                  <IconButton
                    icon={ArrowDown}
                    size="small"
                    disabled={at === shown.length - 1}
                    label={t.value('list.columnDown', { column: label(column) })}
                    onClick={() => move(column, 1)}
                  />
                </span>
              ) : null}
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
