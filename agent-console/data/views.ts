import type { View } from '#shared/protocol/views'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { loadViews } from './load'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { put, type State } from './state'
import { update } from './store'

export type ViewContent = Pick<View, 'of' | 'name' | 'shared' | 'filter' | 'sort'>

/** Asks for the kept views there are for me. */
export async function readViews(): Promise<void> {
  const views = await persist(() => ask.view.list({}))
  update((before) => loadViews(before, views))
}

export async function createView(content: ViewContent): Promise<View> {
  const rid = randomId()
  const view = await persist(() => ask.view.create({ rid, ...content }))
  update((before) => withView(before, view))
  return view
}

export const editView = (view: View, content: Partial<Omit<ViewContent, 'of'>>): Promise<View> => {
  const rid = randomId()
  return optimistic({
    guess: (before) => withView(before, { ...view, ...content, version: view.version + 0.5 }),
    attempt: () => persist(() => ask.view.edit({ rid, viewId: view.id, ...content })),
    confirm: withView,
  })
}

/** Takes a view away; whoever asks may keep it again under the same name. */
export const removeView = (view: View): Promise<View> => {
  const rid = randomId()
  const gone = (before: State) => ({ ...before, views: new Map([...before.views].filter(([id]) => id !== view.id)) })
  return optimistic({
    guess: gone,
    attempt: () => persist(() => ask.view.remove({ rid, viewId: view.id })),
    confirm: gone,
  })
}

const withView = (state: State, view: View): State => ({ ...state, views: put(state.views, view) })
