import type { Task } from '#shared/protocol/tasks'
import type { State } from '../../data/state'
import { personWords } from '../../parts/deals/words'

/** Whose a task is, as far as this console knows. */
export function personOfTask({ people, taskLabels }: State, { id, personId }: Task): string {
  const label = taskLabels.get(id)
  const person = people.get(personId)
  return personWords(person ?? (label && { name: label.personName || null, code: label.personCode }))
}
