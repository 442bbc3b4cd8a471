import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { classes } from './classes'
import styles from './tabs.module.css'

type TabsProps<Id extends string> = {
  label: string
  tabs: readonly { id: Id; label: ComponentChildren; count?: number | undefined }[]
  chosen: Id
  onChoose: (id: Id) => void
  /** The id prefix of the panels, from `useTabs`; without it the tabs choose but label nothing. */
  name?: string
  class?: string
}

/** A row of tabs: one stop for Tab, arrows choose the neighbour, Home and End the ends. */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose, name, class: own }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null)
  const go = (to: number) => {
    const next = tabs.at(to % tabs.length)
    if (!next) return
    onChoose(next.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]').item(tabs.indexOf(next)).focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const here = tabs.findIndex((tab) => tab.id === chosen)
    if (event.key === 'ArrowRight') go(here + 1)
    else if (event.key === 'ArrowLeft') go(here - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(-1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={list}
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      class={classes(styles.tabs, own)}
      onKeyDown={onKeyDown}
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={name && `${name}-tab-${tab.id}`}
          aria-controls={name && tab.id === chosen ? `${name}-panel-${tab.id}` : undefined}
          aria-selected={tab.id === chosen}
          tabIndex={tab.id === chosen ? 0 : -1}
          class={styles.tab}
          onClick={() => onChoose(tab.id)}
        >
          {tab.label}
          {tab.count === undefined ? null : <span class={styles.count}>{tab.count}</span>}
        </button>
      ))}
    </div>
  )
}

/** Names that tie a row of tabs to its panel: `<div {...panel(chosen)}>`. */
export function useTabs() {
  const name = useId()
  const panel = (id: string) => ({
    id: `${name}-panel-${id}`,
    role: 'tabpanel' as const,
    'aria-labelledby': `${name}-tab-${id}`,
  })
  return { name, panel }
}
