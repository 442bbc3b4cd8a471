import { agentIdOf } from '#server/context'
import { moveConversations, returnConversations } from '#server/domains/conversations/index'
import { moveDeals, returnDeals } from '#server/domains/deals/index'
import { moveFiles, returnFiles } from '#server/domains/files/index'
import { moveLeads } from '#server/domains/leads/index'
import { moveNotes } from '#server/domains/notes/index'
import { joinPeople, partPeople, refill } from '#server/domains/people/index'
import { moveTasks, returnTasks } from '#server/domains/tasks/index'
import { type Kept, movedIds, type Step, setSteps, takeBack } from '#server/domains/undo/index'
import type { RecordKind } from '#shared/protocol/changes'
import type { Person } from '#shared/protocol/people'
import type { Ground } from './begin-act'

/** Everything of one person becomes another person's; what moved is kept. */
export async function join(ground: Ground, goneId: string, survivorId: string): Promise<Person> {
  const { tx, caller, steps } = ground
  const { before, person, moved } = await joinPeople(ground, {
    ...{ goneId, survivorId, byAgentId: agentIdOf(caller) },
    move: async (from, to) => {
      const way = { from: from.id, to: to.id }
      const conversations = await moveConversations(tx, way)
      const deals = await moveDeals(tx, from, to)
      const along = { tasks: await moveTasks(tx, way), leads: await moveLeads(tx, from, to) }
      return { conversations, deals, ...along, notes: await moveNotes(tx, way), files: await moveFiles(tx, way) }
    },
  })
  steps.push(...setSteps('person', before, person))
  const pointers: [RecordKind, readonly string[]][] = [
    ['conversation', moved.conversations],
    ['deal', moved.deals],
    ['task', moved.tasks],
    ['lead', moved.leads],
    ['note', moved.notes],
    ['file', moved.files],
  ]
  for (const [record, ids] of pointers)
    for (const id of ids) steps.push({ act: 'set', record, id, field: 'personId', was: goneId, is: survivorId })
  return person
}

/** They were two after all: what came along goes back, with what was begun since in its conversations. */
export async function part(ground: Ground, { goneId, personId, steps }: Kept): Promise<void> {
  if (goneId === null) return
  const { tx, caller } = ground
  await partPeople(ground, {
    ...{ goneId, survivorId: personId, byAgentId: agentIdOf(caller) },
    move: async (from, to) => {
      const way = { from: from.id, to: to.id }
      const conversations = await returnConversations(tx, way, movedIds(steps, 'conversation'))
      const deals = await returnDeals(tx, { from, to }, movedIds(steps, 'deal'), conversations)
      const files = await returnFiles(tx, way, movedIds(steps, 'file'), deals)
      const along = { dealIds: deals, conversationIds: conversations }
      const tasks = await returnTasks(tx, way, movedIds(steps, 'task'), along)
      const leads = await moveLeads(tx, from, to, movedIds(steps, 'lead'))
      const notes = await moveNotes(tx, way, movedIds(steps, 'note'))
      return { conversations, deals, tasks, leads, notes, files }
    },
  })
}

/** What a person was called before, where nobody called them otherwise since. */
export async function unfill(ground: Ground, person: Person, steps: readonly Step[]): Promise<void> {
  const own = steps.filter((step) => step.record === 'person')
  // Each by itself: pages describe their visitors all the time.
  const parts = ['name', 'attributes'].map((field) => own.filter((step) => step.act === 'set' && step.field === field))
  const back = parts.reduce((row, some) => {
    const { row: taken, changed } = takeBack(row, some)
    return changed.length === 0 ? taken : row
  }, person)
  await refill(ground, person, back)
}
