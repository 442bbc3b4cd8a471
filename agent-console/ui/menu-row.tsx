import { Check, type IconNode } from 'lucide'
import { Fragment } from 'preact'
import { classes } from './classes'
import { Icon } from './icon'
import styles from './menu.module.css'

export type MenuItem = {
  label: string
  icon?: IconNode
  /** A shortcut or a word at the end of the row. */
  hint?: string
  /** Given at all, the row is one of several to choose from. */
  checked?: boolean
  danger?: boolean
  disabled?: boolean
  onChoose: () => void
}

/** A row to choose, a line between rows, or a heading above some. */
export type MenuEntry = MenuItem | 'line' | { heading: string }

/** Rows between two lines belong together and are named by the heading above them. */
export function MenuGroups({ entries, onDone }: { entries: readonly MenuEntry[]; onDone: () => void }) {
  return groupsOf(entries).map(({ heading, items }, at) => (
    <Fragment key={heading ?? at}>
      {at > 0 ? <hr class={styles.line} /> : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu */}
      <div role="group" aria-label={heading}>
        {heading ? (
          <div aria-hidden="true" class={styles.heading}>
            {heading}
          </div>
        ) : null}
        {items.map((item) => (
          <MenuRow key={item.label} entry={item} onDone={onDone} />
        ))}
      </div>
    </Fragment>
  ))
}

function groupsOf(entries: readonly MenuEntry[]) {
  const groups: { heading?: string; items: MenuItem[] }[] = [{ items: [] }]
  for (const entry of entries) {
    const last = groups.at(-1)
    if (entry === 'line') groups.push({ items: [] })
    else if ('heading' in entry && last) last.heading = entry.heading
    else if (!('heading' in entry)) last?.items.push(entry)
  }
  return groups.filter(({ items }) => items.length > 0)
}

/** One row of a menu. */
function MenuRow({ entry, onDone }: { entry: MenuItem; onDone: () => void }) {
  return (
    <button
      type="button"
      {...(entry.checked === undefined
        ? { role: 'menuitem' }
        : { role: 'menuitemradio', 'aria-checked': entry.checked })}
      tabIndex={-1}
      aria-disabled={entry.disabled || undefined}
      class={classes(styles.row, entry.danger && styles.danger)}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        if (entry.disabled) return
        // Focus goes home first, so that what is chosen may move it on.
        onDone()
        entry.onChoose()
      }}
    >
      {entry.icon ? <Icon icon={entry.icon} /> : null}
      <span class={styles.label}>{entry.label}</span>
      {entry.hint ? <span class={styles.hint}>{entry.hint}</span> : null}
      {entry.checked ? <Icon icon={Check} class={styles.check} /> : null}
    </button>
  )
}
