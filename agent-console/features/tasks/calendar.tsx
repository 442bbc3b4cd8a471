import { ChevronLeft, ChevronRight, Unplug } from 'lucide'
import { useId } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Task } from '#shared/protocol/tasks'
import { addDays } from '#shared/values/zone'
import { locale, t } from '../../data/session'
import { withParameter } from '../../parts/deals/address'
import { dayOfTask } from '../../parts/deals/due-picks'
import { moveTo } from '../../parts/deals/task-acts'
import { Button, IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { EmptyState } from '../../ui/empty-state'
import { now } from '../../ui/when'
import styles from './calendar.module.css'
import { atHour, hoursOf, onDay, rangeOf, today, weekOf } from './calendar-moves'
import { CalendarTask } from './calendar-task'
import type { Filter } from './filter'
import { Slot } from './slot'
import { useTasks } from './use-tasks'

/** A week or a day of tasks; carried to another time by mouse, by keys or by the menu of each. */
export function Calendar({ filter }: { filter: Filter }) {
  const { url, route } = useLocation()
  const hint = useId()
  const day = filter.day || today(now.value)
  const days = filter.view === 'day' ? [day] : weekOf(day)
  const [first = day, last = day] = [days[0], days.at(-1)]
  const { tasks, hasFailed, tryAgain } = useTasks({ ...filter, status: 'open' }, rangeOf(first, last))
  const go = (to: string | null) => route(withParameter(url, 'day', to), true)
  const step = filter.view === 'day' ? 1 : 7
  return (
    <div class={styles.calendar}>
      <div class={styles.head}>
        <IconButton icon={ChevronLeft} label={t.value('tasks.previous')} onClick={() => go(addDays(day, -step))} />
        <Button size="small" onClick={() => go(null)}>
          {t.value('tasks.now')}
        </Button>
        <IconButton icon={ChevronRight} label={t.value('tasks.next')} onClick={() => go(addDays(day, step))} />
        <h2 class={styles.title}>{titleOf(first, last)}</h2>
      </div>
      <p id={hint} class="unseen">
        {t.value('tasks.moveHint')}
      </p>
      {hasFailed ? (
        <EmptyState
          icon={Unplug}
          title={t.value('tasks.failed')}
          action={<Button onClick={tryAgain}>{t.value('tasks.again')}</Button>}
        />
      ) : filter.view === 'day' ? (
        <Hours day={day} tasks={tasks} hint={hint} />
      ) : (
        <Days days={days} tasks={tasks} hint={hint} />
      )}
    </div>
  )
}

type SlotsProps = { tasks: readonly Task[]; hint: string }

const Days = ({ days, tasks, hint }: SlotsProps & { days: readonly string[] }) => (
  <div class={styles.week}>
    {days.map((day) => {
      const due = tasks.filter((task) => dayOfTask(task) === day).sort(wholeDaysFirst)
      const name = dayName(day)
      return (
        <Slot
          key={day}
          label={t.value('tasks.onDay', { day: name, count: due.length })}
          class={classes(styles.day, day === today(now.value) && styles.today)}
          onTask={(task) => moveTo(task, onDay(task, day))}
        >
          <h3 class={styles.dayName}>{name}</h3>
          <Tasks tasks={due} hint={hint} />
        </Slot>
      )
    })}
  </div>
)

function Hours({ day, tasks, hint }: SlotsProps & { day: string }) {
  const slots = [null, ...hoursOf(tasks)]
  return (
    <div class={styles.hours}>
      {slots.map((hour) => {
        const due = tasks.filter((task) => dayOfTask(task) === day && hourOf(task) === hour)
        const name = hour === null ? t.value('tasks.allDay') : hourName(hour)
        return (
          <Slot key={name} label={name} class={styles.hour} onTask={(task) => moveTo(task, atHour(task, day, hour))}>
            <span class={styles.hourName} aria-hidden="true">
              {name}
            </span>
            <Tasks tasks={due} hint={hint} />
          </Slot>
        )
      })}
    </div>
  )
}

const Tasks = ({ tasks, hint }: SlotsProps) => (
  <ul class={styles.tasks}>
    {tasks.map((task) => (
      <li key={task.id}>
        <CalendarTask task={task} hint={hint} />
      </li>
    ))}
  </ul>
)

const wholeDaysFirst = (a: Task, b: Task) => Number(b.dueOn !== null) - Number(a.dueOn !== null)

const hourOf = ({ dueAt, dueOn }: Task) => (dueOn || !dueAt ? null : new Date(dueAt).getHours())

const spoken = () => (locale.value === 'en' ? 'en-GB' : locale.value)
const noon = (day: string) => new Date(`${day}T12:00`)

const dayName = (day: string) =>
  new Intl.DateTimeFormat(spoken(), { weekday: 'short', day: 'numeric', month: 'short' }).format(noon(day))

const hourName = (hour: number) =>
  new Intl.DateTimeFormat(spoken(), { hour: '2-digit', minute: '2-digit' }).format(new Date(2026, 0, 5, hour))

function titleOf(first: string, last: string): string {
  const format = new Intl.DateTimeFormat(spoken(), { day: 'numeric', month: 'long', year: 'numeric' })
  return first === last ? format.format(noon(first)) : format.formatRange(noon(first), noon(last))
}
