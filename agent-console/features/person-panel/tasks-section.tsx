import { Plus } from 'lucide'
import { dealsOfPerson } from '../../data/deals'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { tasksOf } from '../../data/tasks'
import { nextStepOf } from '../../parts/deals/next-step'
import { Section } from '../../parts/deals/section'
import { TaskBell } from '../../parts/deals/task-bell'
import { TaskForm } from '../../parts/deals/task-form'
import { TaskList } from '../../parts/deals/task-list'
import { IconButton } from '../../ui/button'
import { useHotkeys } from '../../ui/hotkeys'
import type { Adding } from './adding'
import styles from './tasks-section.module.css'

type TasksSectionProps = {
  personId: string
  /** Null where they have never written. */
  conversationId: string | null
  known: boolean
  adding: Adding
  onAdding: (adding: Adding) => void
}

/** What is to be done for a person, on a deal or without one. */
export function TasksSection({ personId, conversationId, known, adding, onAdding }: TasksSectionProps) {
  const tasks = tasksOf(state.value, { personId })
  const deals = dealsOfPerson(state.value, personId)
  const open = deals.filter(({ deal }) => deal.outcome === 'open')
  const next = known ? nextStepOf(tasks, open.length > 0) : null
  const add = () => may('tasks.write') && onAdding({ dealId: open[0]?.deal.id ?? null })
  useHotkeys([{ keys: 't', label: t.value('task.new'), group: t.value('person.group'), run: add }])
  return (
    <Section
      id="tasks"
      title={t.value('task.tasks')}
      aside={
        <span class={styles.aside}>
          {next ? <TaskBell next={next} /> : null}
          {may('tasks.write') ? (
            <IconButton icon={Plus} size="small" label={t.value('task.new')} hint="T" onClick={add} />
          ) : null}
        </span>
      }
      forced={adding !== null}
    >
      {adding ? (
        <TaskForm
          key={adding.dealId ?? ''}
          about={{ personId, conversationId, dealId: adding.dealId }}
          deals={open}
          onClose={() => onAdding(null)}
        />
      ) : null}
      {known && tasks.length === 0 && !adding ? <p class={styles.none}>{t.value('task.none')}</p> : null}
      <TaskList tasks={tasks} withDeal={deals.length > 1} />
    </Section>
  )
}
