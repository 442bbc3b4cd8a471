import type { ComponentChildren } from 'preact'
import { type Option, SelectField } from './field'
import styles from './screen.module.css'
import { Tabs } from './tabs'

type Around = { children: ComponentChildren }

/** A whole screen with a name: its head and what narrows it stand still, and the rest scrolls. */
export const Screen = ({ label, children }: Around & { label: string }) => (
  <section class={styles.screen} aria-label={label}>
    {children}
  </section>
)

export const ScreenHead = ({ title, children }: Around & { title: string }) => (
  <header class={styles.head}>
    <h1 class={styles.title}>{title}</h1>
    {children}
  </header>
)

/** The looks of a screen, in its head. */
export const ScreenTabs: typeof Tabs = (props) => <Tabs {...props} class={styles.tabs} />

/** What narrows a screen, in a row. */
export const ScreenFilters = ({ label, children }: Around & { label: string }) => (
  <section class={styles.filters} aria-label={label}>
    {children}
  </section>
)

type ScreenChoiceProps = {
  label: string
  value: string
  onValue: (value: string) => void
  options: readonly Option[]
  /** Its name stands above it, where the value alone does not say what it is. */
  named?: boolean
}

export const ScreenChoice = ({ named = false, ...props }: ScreenChoiceProps) => (
  <div class={styles.choice}>
    <SelectField bare={!named} {...props} />
  </div>
)

/** What scrolls; a panel of the tabs in the head. */
export const ScreenPanel = ({ children, ...panel }: Around & { id: string; role: 'tabpanel' }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <div {...panel} class={styles.panel} tabIndex={0}>
    {children}
  </div>
)
