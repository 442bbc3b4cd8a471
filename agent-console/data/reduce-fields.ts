import type { CustomField } from '#shared/protocol/fields'
import type { FieldMapping } from '#shared/protocol/mapping'
import type { Reducers } from './reducers'
import { put, type State } from './state'

const tell = (state: State, { data }: { data: { field: CustomField } }): State => ({
  ...state,
  fields: put(state.fields, data.field),
})

export const reduceFields: Reducers<
  'field.created' | 'field.edited' | 'field.removed' | 'field.restored' | 'mapping.saved'
> = {
  'field.created': tell,
  'field.edited': tell,
  'field.removed': tell,
  'field.restored': tell,
  'mapping.saved': (state, { data }) => putMapping(state, data.mapping),
}

/** Of two versions of the mapping the later stays. */
export const putMapping = (state: State, mapping: FieldMapping): State =>
  mapping.version < state.leadMapping.version ? state : { ...state, leadMapping: mapping }
