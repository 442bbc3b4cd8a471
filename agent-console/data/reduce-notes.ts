import type { FactData } from '#shared/protocol/index'
import { touch } from './reduce-deals'
import type { Reducers } from './reducers'
import { put, type State } from './state'

type Told = { data: Pick<FactData<'note.left'>, 'note'> }

const tell = (state: State, { data: { note } }: Told): State => ({ ...state, notes: put(state.notes, note) })

export const reduceNotes: Reducers<'note.left' | 'note.edited' | 'note.pinned' | 'note.removed' | 'note.restored'> = {
  'note.left': (state, fact) => {
    const { note, personId } = fact.data
    const told = tell(state, fact)
    return personId ? touch(told, personId, note.writtenAt) : told
  },
  'note.edited': tell,
  'note.pinned': tell,
  'note.removed': tell,
  'note.restored': tell,
}
