import { useLocation } from 'preact-iso'
import { t } from '../../data/session'
import { withParameter } from '../../parts/deals/address'
import { HelpButton } from '../../parts/help/help-button'
import { Screen, ScreenHead, ScreenPanel, ScreenTabs } from '../../ui/screen'
import { useTabs } from '../../ui/tabs'
import { Calendar } from './calendar'
import { Discipline } from './discipline'
import { readFilter, views } from './filter'
import { Filters } from './filters'
import { TasksByDue } from './tasks-by-due'

/** All tasks one may see: as a list by due time, as a calendar, and how each agent keeps them. */
export function Tasks() {
  const { url, query, route } = useLocation()
  const { name, panel } = useTabs()
  const filter = readFilter(query)
  const { view } = filter
  return (
    <Screen label={t.value('shell.tasks')}>
      <ScreenHead title={t.value('shell.tasks')}>
        <HelpButton topic="task" />
        <ScreenTabs
          name={name}
          label={t.value('tasks.views')}
          tabs={views.map((id) => ({ id, label: t.value(`tasks.${id}`) }))}
          chosen={view}
          onChoose={(next) => route(withParameter(url, 'view', next === 'list' ? null : next), true)}
        />
      </ScreenHead>
      {view === 'team' ? null : <Filters filter={filter} />}
      <ScreenPanel {...panel(view)}>
        {view === 'team' ? (
          <Discipline />
        ) : view === 'list' ? (
          <TasksByDue filter={filter} />
        ) : (
          <Calendar filter={filter} />
        )}
      </ScreenPanel>
    </Screen>
  )
}
