import { ListTodo, MessageSquare, SearchX, Unplug } from 'lucide'
import { useLocation } from 'preact-iso'
import type { Task } from '#shared/protocol/tasks'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { withParameter } from '../../parts/deals/address'
import { TaskAfter } from '../../parts/deals/task-after'
import { TaskRow } from '../../parts/deals/task-row'
import { inboxPath } from '../../routes'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import { now } from '../../ui/when'
import { personOfTask } from './about'
import { type Filter, isNarrow } from './filter'
import { inGroups } from './groups'
import styles from './tasks.module.css'
import { useTasks } from './use-tasks'

const place = 'tasks'

/** The list: what is late, what is today, and so on; ticked, put off and given away where it stands. */
export function TasksByDue({ filter }: { filter: Filter }) {
  const { tasks, isLoaded, hasFailed, hasMore, loadMore, tryAgain } = useTasks(filter)
  const isOpen = filter.status === 'open'
  return (
    <div class={styles.list}>
      <TaskAfter place={place} />
      {isOpen ? (
        inGroups(tasks, now.value).map(({ group, tasks: some }) => (
          <Group key={group} title={t.value(`tasks.${group}`)} tasks={some} isLate={group === 'overdue'} />
        ))
      ) : tasks.length > 0 ? (
        <Group title={t.value('tasks.closed')} tasks={tasks} />
      ) : null}
      {hasFailed ? (
        <EmptyState
          icon={Unplug}
          title={t.value('tasks.failed')}
          action={<Button onClick={tryAgain}>{t.value('tasks.again')}</Button>}
        />
      ) : !isLoaded ? (
        <p class={styles.loading}>{t.value('tasks.loading')}</p>
      ) : tasks.length === 0 ? (
        <Nothing isNarrowed={isNarrow(filter)} />
      ) : null}
      {hasMore && isLoaded ? (
        <div class={styles.more}>
          <Button onClick={loadMore}>{t.value('tasks.more')}</Button>
        </div>
      ) : null}
    </div>
  )
}

const Nothing = ({ isNarrowed }: { isNarrowed: boolean }) =>
  isNarrowed ? (
    <EmptyState icon={SearchX} title={t.value('tasks.nothingFits')} />
  ) : (
    <EmptyState icon={ListTodo} title={t.value('tasks.none')} text={t.value('tasks.noneText')} />
  )

type GroupProps = { title: string; tasks: readonly Task[]; isLate?: boolean }

const Group = ({ title, tasks, isLate = false }: GroupProps) => (
  <section class={styles.group} aria-label={title}>
    <h2 class={isLate ? styles.late : styles.groupTitle}>
      {title} <span class={styles.count}>{tasks.length}</span>
    </h2>
    <ul class={styles.rows}>
      {tasks.map((task) => (
        <li key={task.id} class={styles.row}>
          <div class={styles.task}>
            <TaskRow task={task} place={place} about={personOfTask(state.value, task)} />
          </div>
          <Links task={task} />
        </li>
      ))}
    </ul>
  </section>
)

/** Where a task leads: its deal, over this list, and its conversation. */
function Links({ task: { id, dealId, conversationId, title } }: { task: Task }) {
  const { url } = useLocation()
  const { deals, taskLabels } = state.value
  const deal = dealId ? (deals.get(dealId)?.deal.name ?? taskLabels.get(id)?.deal?.name) : undefined
  return (
    <span class={styles.links}>
      {dealId && deal ? (
        <a class={styles.deal} href={withParameter(url, 'deal', dealId)} dir="auto">
          {deal}
        </a>
      ) : null}
      {conversationId ? (
        <a
          class={styles.chat}
          href={inboxPath('all', conversationId)}
          aria-label={`${t.value('tasks.chat')}: ${title}`}
          title={t.value('tasks.chat')}
        >
          <Icon icon={MessageSquare} />
        </a>
      ) : null}
    </span>
  )
}
