import { isDeepStrictEqual } from 'node:util'
import type { Check } from './check'
import { endings, reminders, totals } from './deal-checks'
import { files } from './file-checks'
import type { Stored, StoredMessage } from './stored'

const messages: Check = {
  about: 'messages',
  look(ledger, { conversations, heads }) {
    const found = { stored: 0, lost: 0, doubled: 0, reordered: 0 }
    for (const [id, list] of conversations) {
      found.stored += list.length
      // Bodies carry their sender and a number, so the same words twice are the same message twice.
      found.doubled += list.length - new Set(list.map(({ body }) => body)).size
      found.reordered += holesIn(list, heads.get(id) ?? 0) + backwardIn(list)
    }
    for (const acked of ledger.messages.values()) {
      const list = conversations.get(acked.conversationId) ?? []
      const there = list[acked.seq - 1]
      if (there?.id === acked.id && there.body === acked.body) continue
      if (list.some(({ id, author }) => id === acked.id && author === acked.author)) found.reordered++
      else found.lost++
    }
    return found
  },
}

const deals: Check = {
  about: 'deals',
  look: (ledger, stored) => ({
    stored: stored.deals.size,
    lost: ledger.deals.filter((deal) => isMissing(stored, stored.deals, deal)).length,
    // A name was asked under for each deal and never for two.
    doubled: Math.max(0, stored.deals.size - ledger.dealRids.size),
    reordered: 0,
  }),
}

const tasks: Check = {
  about: 'tasks',
  look: (ledger, stored) => ({
    stored: stored.tasks.size,
    lost: ledger.tasks.filter((task) => isMissing(stored, stored.tasks, task)).length,
    doubled: stored.taskTitles.length - new Set(stored.taskTitles).size,
    reordered: 0,
  }),
}

const notes: Check = {
  about: 'notes',
  look: (ledger, stored) => ({
    stored: stored.notes.size,
    lost: ledger.notes.filter((note) => isMissing(stored, stored.notes, note)).length,
    doubled: stored.noteTexts.length - new Set(stored.noteTexts).size,
    reordered: 0,
  }),
}

/** Stages taken out of use, and used again. */
const stages: Check = {
  about: 'stages',
  look: (ledger, stored) => ({
    stored: stored.story.filter(({ name }) => name.startsWith('stage.')).length,
    lost: ledger.pipelines.filter((pipeline) => isMissing(stored, stored.pipelines, pipeline)).length,
    doubled: 0,
    reordered: 0,
  }),
}

/** The number line itself: a number for each message and fact, without holes. */
const line: Check = {
  about: 'numbers',
  look: (_, { line }) => ({
    stored: line.count,
    lost: Math.max(0, line.head - line.count),
    doubled: Math.max(0, line.count - line.head),
    reordered: line.highest === line.head ? 0 : 1,
  }),
}

export const checks: readonly Check[] = [messages, deals, tasks, notes, files, stages, totals, endings, reminders, line]

type Versioned = { id: string; version: number }

/** Answered, and yet neither standing nor told: a row may have moved on since, but its story must contain the answer. */
const isMissing = ({ told }: Stored, standing: ReadonlyMap<string, number>, row: Versioned): boolean =>
  (standing.get(row.id) ?? 0) < row.version || !isDeepStrictEqual(told.get(`${row.id}:${row.version}`), row)

/** Numbers of a conversation that nobody has, or that its head does not reach. */
const holesIn = (list: readonly StoredMessage[], head: number): number =>
  list.filter(({ seq }, index) => seq !== index + 1).length + Math.abs(head - list.length)

/** Messages that stand before an earlier one of the same sender, or whose number on the line is lower. */
function backwardIn(list: readonly StoredMessage[]): number {
  let backward = 0
  const last = new Map<string, number>()
  let lastN = 0
  for (const { body, n } of list) {
    const { sender, number } = readWords(body)
    if (number < (last.get(sender) ?? 0) || n < lastN) backward++
    last.set(sender, number)
    lastN = n
  }
  return backward
}

/** Every text of the crowd begins with who wrote it and the how-manieth it is. */
function readWords(body: string): { sender: string; number: number } {
  const [sender = '', number = '0'] = body.split(' ')
  return { sender, number: Number(number) }
}
