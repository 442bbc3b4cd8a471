import type { FactData } from '#shared/protocol/index'
import type { Reducers } from './reducers'
import { put, type State, set } from './state'

function tell(state: State, { data: { task, deal } }: { data: FactData<'task.created'> }): State {
  const card = deal && state.deals.get(deal.id)
  return {
    ...state,
    tasks: put(state.tasks, task),
    deals: card
      ? set(state.deals, deal.id, { ...card, hasOpenTask: deal.hasOpenTask, nextTaskAt: deal.nextTaskAt })
      : state.deals,
  }
}

export const reduceTasks: Reducers<
  'task.created' | 'task.edited' | 'task.completed' | 'task.reopened' | 'task.cancelled'
> = {
  'task.created': tell,
  'task.edited': tell,
  'task.completed': tell,
  'task.reopened': tell,
  'task.cancelled': tell,
}
