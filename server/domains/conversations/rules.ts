import { type Conversation, type Marks, messageLimit } from '#shared/protocol/conversations'
import { cleanText } from '#shared/protocol/define'
import { Refusal } from '#shared/protocol/refusals'

const previewLength = 140

/** The words as they will stand. Refuses empty ones and ones that are too long. */
export function readBody(body: string): string {
  const clean = cleanText(body)
  if (clean === '') throw new Refusal('malformed', { field: 'body' })
  if (clean.length > messageLimit) throw new Refusal('message-too-long')
  return clean
}

/** The first words of a message, on one line, never cutting a character in two. */
export function previewOf(body: string): string {
  const line = body.replace(/\s+/g, ' ')
  return line.length <= previewLength
    ? line
    : `${line
        .slice(0, previewLength - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
}

/** Marks only go forward, and never beyond what there is. What is read has been delivered. */
export function forward(before: Marks, told: Marks, head: number): Marks {
  const read = Math.min(head, Math.max(before.read, told.read))
  return { read, delivered: Math.min(head, Math.max(before.delivered, told.delivered, read)) }
}

/** Whether two marks are the same. */
export const isSame = (a: Marks, b: Marks): boolean => a.read === b.read && a.delivered === b.delivered

/** How a conversation stands in the lists, for facts that move it between them. */
export const standing = ({ status, assigneeId }: Conversation) => ({ status, assigneeId })
