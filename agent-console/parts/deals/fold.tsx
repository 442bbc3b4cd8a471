import { ChevronRight } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import styles from './fold.module.css'

/** Something that is read now and then; what it holds is made when it is opened. */
export function Fold({ label, children }: { label: string; children: ComponentChildren }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div class={styles.fold}>
      <button
        type="button"
        class={styles.toggle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon icon={ChevronRight} size={13} class={classes(styles.arrow, open && styles.open)} />
        {label}
      </button>
      <div id={id} hidden={!open} class={styles.body}>
        {open ? children : null}
      </div>
    </div>
  )
}
