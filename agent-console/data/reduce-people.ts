import type { StoredFile } from '#shared/protocol/files'
import type { FactData } from '#shared/protocol/index'
import type { RecordNote } from '#shared/protocol/notes'
import type { Person } from '#shared/protocol/people'
import type { Reducers } from './reducers'
import { put, type State } from './state'

/** Somebody turned out to be somebody else, or was two people after all. */
export const reducePeople: Reducers<'person.merged' | 'person.parted' | 'conversions.begun' | 'conversions.finished'> =
  {
    // What becomes of each lead is told for itself.
    'conversions.begun': (state) => state,
    'conversions.finished': (state) => state,
    'person.merged': (state, { data: { person, goneId } }) => {
      const isTheirs = (row: { personId: string }) => row.personId === goneId
      const known = state.people.has(goneId) || state.people.has(person.id)
      const people = new Map(known ? put(state.people, person) : state.people)
      people.delete(goneId)
      const knownPeople = new Set(state.knownPeople)
      knownPeople.delete(goneId)
      return {
        ...give(state, person, {
          ...{ conversations: isTheirs, deals: isTheirs, tasks: isTheirs, leads: isTheirs },
          notes: ({ record, recordId }) => record === 'person' && recordId === goneId,
          files: ({ personId }) => personId === goneId,
        }),
        people,
        knownPeople,
      }
    },
    'person.parted': (state, { data: { person, back, moved } }) => {
      const before = state.people.has(person.id)
      return {
        ...give(state, back, among(moved, person.id)),
        people: before ? put(state.people, person, back) : state.people,
      }
    },
  }

type Row = { id: string; personId: string; version: number }
type Which = Record<'conversations' | 'deals' | 'tasks' | 'leads', (row: Row) => boolean> & {
  notes: (note: RecordNote) => boolean
  files: (file: StoredFile) => boolean
}

const among = (moved: FactData<'person.parted'>['moved'], fromId: string): Which => {
  const which = (ids: readonly string[]) => {
    const wanted = new Set(ids)
    return (row: Row) => row.personId === fromId && wanted.has(row.id)
  }
  return {
    conversations: which(moved.conversations),
    deals: which(moved.deals),
    tasks: which(moved.tasks),
    leads: which(moved.leads),
    notes: ({ id, record, recordId }) => record === 'person' && recordId === fromId && moved.notes.includes(id),
    files: ({ id, personId }) => personId === fromId && moved.files.includes(id),
  }
}

/** Rows that are somebody else's now, each one version on, as they are on the server. */
function give(state: State, to: Person, which: Which): State {
  const given = <R extends Row>(row: R): R => ({ ...row, personId: to.id, version: row.version + 1 })
  const called = { personName: to.name ?? '', personCode: to.code }
  const moved = new Set([...state.deals.values()].filter(({ deal }) => which.deals(deal)).map(({ deal }) => deal.id))
  const talks = new Set([...state.conversations.values()].filter(which.conversations).map(({ id }) => id))
  const tasks = new Set([...state.tasks.values()].filter(which.tasks).map(({ id }) => id))
  return {
    ...state,
    conversations: each(state.conversations, ({ id }) => talks.has(id), given),
    threads: each(
      state.threads,
      (_, id) => talks.has(id),
      (thread) => ({ ...thread, notes: thread.notes.map((note) => ({ ...note, personId: to.id })) }),
    ),
    deals: each(
      state.deals,
      ({ deal }) => moved.has(deal.id),
      (card) => ({ ...card, ...called, deal: given(card.deal) }),
    ),
    files: each(state.files, which.files, (file) => fileOf(file, to)),
    tasks: each(state.tasks, ({ id }) => tasks.has(id), given),
    notes: each(state.notes, which.notes, (note) => ({ ...note, recordId: to.id, version: note.version + 1 })),
    taskLabels: each(
      state.taskLabels,
      (_, id) => tasks.has(id),
      (label) => ({ ...label, ...called }),
    ),
    leads: each(
      state.leads,
      ({ lead }) => which.leads(lead),
      (card) => ({ ...card, personCode: to.code, lead: given(card.lead) }),
    ),
  }
}

const fileOf = (file: StoredFile, { id }: Person): StoredFile => ({
  ...{ ...file, personId: id, version: file.version + 1 },
  ...(file.record === 'person' ? { recordId: id } : {}),
})

function each<Value>(
  map: ReadonlyMap<string, Value>,
  isMeant: (value: Value, key: string) => boolean,
  next: (value: Value) => Value,
): ReadonlyMap<string, Value> {
  const meant = [...map].filter(([key, value]) => isMeant(value, key))
  if (meant.length === 0) return map
  const changed = new Map(map)
  for (const [key, value] of meant) changed.set(key, next(value))
  return changed
}
