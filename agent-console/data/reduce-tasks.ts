import type { FactData } from '#shared/protocol/index'
import { touch } from './reduce-deals'
import type { Reducers } from './reducers'
import { put, type State, set } from './state'

function tell(state: State, { data }: { data: FactData<'task.created'> }): State {
  const { task, deal, personName, personCode } = data
  const card = deal && state.deals.get(deal.id)
  return {
    ...state,
    tasks: put(state.tasks, task),
    taskLabels: set(state.taskLabels, task.id, { personName, personCode, deal }),
    deals: card
      ? set(state.deals, deal.id, { ...card, hasOpenTask: deal.hasOpenTask, nextTaskAt: deal.nextTaskAt })
      : state.deals,
  }
}

export const reduceTasks: Reducers<
  'task.created' | 'task.edited' | 'task.completed' | 'task.reopened' | 'task.cancelled' | 'task.due'
> = {
  'task.created': tell,
  'task.edited': tell,
  'task.completed': (state, fact) =>
    touch(tell(state, fact), fact.data.task.personId, fact.data.task.doneAt ?? fact.at),
  'task.reopened': tell,
  'task.cancelled': tell,
  'task.due': tell,
}
