import type { TeamContext } from '#server/context'
import { listFields } from './queries'
import { createField, editField, moveField, removeField, restoreField } from './save-field'
import { readMapping, saveMapping } from './save-mapping'

export { editCustom, editRecord, readCustom } from './edit-record'
export { listFields, listFieldsOf } from './queries'
export { findMapping, readMapping } from './save-mapping'

export const handlers = {
  'field:list': (_input: object, { read }: TeamContext) => listFields(read),
  'field:create': createField,
  'field:edit': editField,
  'field:move': moveField,
  'field:remove': removeField,
  'field:restore': restoreField,
  'mapping:read': (_input: object, { read }: TeamContext) => readMapping(read),
  'mapping:save': saveMapping,
}
