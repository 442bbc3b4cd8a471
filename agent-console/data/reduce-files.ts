import type { FactData } from '#shared/protocol/index'
import type { Reducers } from './reducers'
import { put, type State } from './state'

type Told = { data: FactData<'file.added'> }

const tell = (state: State, { data: { file } }: Told): State => ({ ...state, files: put(state.files, file) })

/** Gone from where it stood; whoever may know where it came hears of that next. */
const forget = (state: State, { data: { file } }: Told): State => {
  const known = state.files.get(file.id)
  if (!known || known.version > file.version) return state
  const files = new Map(state.files)
  files.delete(file.id)
  return { ...state, files }
}

export const reduceFiles: Reducers<'file.added' | 'file.removed' | 'file.departed' | 'file.arrived'> = {
  'file.added': tell,
  'file.removed': tell,
  'file.departed': forget,
  'file.arrived': tell,
}
