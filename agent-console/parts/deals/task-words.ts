import type { DealEvent } from '#shared/protocol/deals'
import { t } from '../../data/session'
import { dayOf } from './days'
import { clock, dayWords } from './words'

type Event = Pick<DealEvent, 'name' | 'changes'>

/** What happened to a task, as a sentence. */
export function taskDeed(who: string, { name, changes }: Event, agent: (id: string) => string | undefined): string {
  const change = (field: string) => changes.find((one) => one.field === field)
  const task = String(change('task')?.is ?? '')
  const result = String(change('result')?.is ?? '')
  switch (name) {
    case 'task.created':
    case 'task.reopened':
    case 'task.cancelled':
      return t.value(`deal.did.${name}`, { who, task })
    case 'task.completed':
      return result
        ? t.value('task.did.result', { who, task, result })
        : t.value('deal.did.task.completed', { who, task })
    case 'task.due':
      return t.value('task.did.due', { task })
    default:
      return edited()
  }

  function edited(): string {
    const given = change('assigneeId')
    if (given?.is) {
      const name = agent(String(given.is)) ?? t.value('deal.somebody')
      return t.value('task.did.given', { who, task, name })
    }
    if (given) return t.value('task.did.freed', { who, task })
    if (result) return t.value('task.did.noted', { who, task, result })
    const [on, at] = [change('dueOn'), change('dueAt')]
    if (on?.is) return t.value('task.did.moved', { who, task, when: dayWords(String(on.is)) })
    if (at?.is) return t.value('task.did.moved', { who, task, when: momentWords(String(at.is)) })
    if (on || at) return t.value('task.did.unscheduled', { who, task })
    return t.value('deal.did.task.edited', { who, task })
  }
}

function momentWords(at: string): string {
  const date = new Date(at)
  return `${dayWords(dayOf(date))} ${clock(date)}`
}
