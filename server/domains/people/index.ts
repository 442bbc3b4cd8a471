import type { TeamContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import { accessPerson } from './access'
import { describeVisit } from './describe-visit'
import { findPeople } from './find-people'
import { readTimeline } from './read-timeline'

export { accessPerson } from './access'
export { addPerson } from './add-person'
export { findSurvivor, listNameIds } from './alias-queries'
export { joinPeople, partPeople, refill } from './join-people'
export { keepKeys } from './key-queries'
export { meetVisitor } from './meet-visitor'
export { namePerson } from './name-person'
export { findNamed, findPerson, findVisitor, listPeople } from './queries'
export { phonesAmong, phonesOf } from './read-phones'
export { historiesOf, tellTimeline } from './read-timeline'
export { deviceOf, hasDetails } from './rules'

export const handlers = {
  'person:read': ({ personId }: CheckedInputOf<'person:read'>, { read, caller }: TeamContext) =>
    accessPerson(read, caller, personId),
  'person:find': findPeople,
  'person:timeline': readTimeline,
  'visit:describe': describeVisit,
}
