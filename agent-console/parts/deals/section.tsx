import { ChevronRight } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import styles from './section.module.css'

type SectionProps = {
  /** A name under which it is remembered whether it is folded. */
  id: string
  title: string
  /** What stands at the end of its head: a count, a button. */
  aside?: ComponentChildren
  /** Folded until somebody opens it the first time. */
  folded?: boolean
  /** Shows it however it was left, because something inside wants attention. */
  forced?: boolean
  children: ComponentChildren
}

/** A part of a panel that can be folded and stays as one left it. */
export function Section({ id, title, aside, folded = false, forced = false, children }: SectionProps) {
  const [left, setLeft] = useState(() => recall(id) ?? !folded)
  const open = left || forced
  const body = useId()
  const toggle = () => {
    remember(id, !open)
    setLeft(!open)
  }
  return (
    <section class={styles.section}>
      <div class={styles.head}>
        <h3 class={styles.title}>
          <button type="button" class={styles.toggle} aria-expanded={open} aria-controls={body} onClick={toggle}>
            {title}
            <Icon icon={ChevronRight} size={14} class={classes(styles.arrow, open && styles.open)} />
          </button>
        </h3>
        {aside}
      </div>
      <div id={body} class={styles.body} hidden={!open}>
        {open ? children : null}
      </div>
    </section>
  )
}

const keyOf = (id: string) => `parley:section:${id}`

function recall(id: string): boolean | undefined {
  try {
    const kept = localStorage.getItem(keyOf(id))
    return kept === null ? undefined : kept === 'open'
  } catch {
    return undefined
  }
}

function remember(id: string, open: boolean): void {
  try {
    localStorage.setItem(keyOf(id), open ? 'open' : 'folded')
  } catch {
    // Storage is refused: it stays as it is until the page is left.
  }
}
