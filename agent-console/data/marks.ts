import { ask } from './client'
import { persist } from './persist'

type Marks = { delivered: number; read: number }

const nothing: Marks = { delivered: 0, read: 0 }
const told = new Map<string, Marks>()
const untold = new Map<string, Marks>()
let isTelling = false

/** Says how far I have received and, when it is rendered on a page somebody sees, read; at most once a second. */
export function mark(conversationId: string, delivered: number, read: number): void {
  const before = untold.get(conversationId) ?? told.get(conversationId) ?? nothing
  const next = { delivered: Math.max(before.delivered, delivered, read), read: Math.max(before.read, read) }
  if (next.delivered === before.delivered && next.read === before.read) return
  untold.set(conversationId, next)
  if (isTelling) return
  isTelling = true
  setTimeout(tell, 1_000)
}

/** Forgets what was told; for another database or another agent. */
export function forgetMarks(): void {
  told.clear()
  untold.clear()
}

function tell(): void {
  isTelling = false
  for (const [conversationId, marks] of untold) {
    untold.delete(conversationId)
    told.set(conversationId, marks)
    // Refused for good means the conversation is gone or no longer mine: nothing is left to say.
    persist(() => ask.conversation.mark({ conversationId, ...marks })).catch(() => told.delete(conversationId))
  }
}
