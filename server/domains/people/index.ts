import type { TeamContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import { accessPerson } from './access'
import { describeVisit } from './describe-visit'

export { accessPerson } from './access'
export { meetVisitor } from './meet-visitor'
export { findVisitor, listPeople } from './queries'
export { deviceOf } from './rules'

export const handlers = {
  'person:read': ({ personId }: CheckedInputOf<'person:read'>, { read, caller }: TeamContext) =>
    accessPerson(read, caller, personId),
  'visit:describe': describeVisit,
}
