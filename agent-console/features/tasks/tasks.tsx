import { useLocation } from 'preact-iso'
import { t } from '../../data/session'
import { withParameter } from '../../parts/deals/address'
import { HelpButton } from '../../parts/help/help-button'
import { Tabs, useTabs } from '../../ui/tabs'
import { Calendar } from './calendar'
import { Discipline } from './discipline'
import { readFilter, views } from './filter'
import { Filters } from './filters'
import styles from './tasks.module.css'
import { TasksByDue } from './tasks-by-due'

/** All tasks one may see: as a list by due time, as a calendar, and how each agent keeps them. */
export function Tasks() {
  const { url, query, route } = useLocation()
  const { name, panel } = useTabs()
  const filter = readFilter(query)
  const { view } = filter
  return (
    <section class={styles.tasks} aria-label={t.value('shell.tasks')}>
      <header class={styles.head}>
        <h1 class={styles.title}>{t.value('shell.tasks')}</h1>
        <HelpButton topic="task" />
        <Tabs
          name={name}
          label={t.value('tasks.views')}
          tabs={views.map((id) => ({ id, label: t.value(`tasks.${id}`) }))}
          chosen={view}
          onChoose={(next) => route(withParameter(url, 'view', next === 'list' ? null : next), true)}
          class={styles.views}
        />
      </header>
      {view === 'team' ? null : <Filters filter={filter} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div {...panel(view)} class={styles.panel} tabIndex={0}>
        {view === 'team' ? (
          <Discipline />
        ) : view === 'list' ? (
          <TasksByDue filter={filter} />
        ) : (
          <Calendar filter={filter} />
        )}
      </div>
    </section>
  )
}
