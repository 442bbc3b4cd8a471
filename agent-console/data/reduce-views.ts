import type { FactData } from '#shared/protocol/index'
import type { Reducers } from './reducers'
import { put, type State } from './state'

const without = (state: State, viewId: string): State => ({
  ...state,
  views: new Map([...state.views].filter(([id]) => id !== viewId)),
})

export const reduceViews: Reducers<'view.saved' | 'view.removed'> = {
  'view.saved': (state, { data: { view } }: { data: FactData<'view.saved'> }) =>
    view.shared || view.agentId === state.me?.agent.id
      ? { ...state, views: put(state.views, view) }
      : without(state, view.id),
  'view.removed': (state, { data: { view } }) => without(state, view.id),
}
