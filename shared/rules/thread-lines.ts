/** What is told of a deal or a task in the conversation it belongs to, between the messages and for agents only. */
type Told = {
  deal?: { conversationId: string | null; stageId: string } | { id: string } | null
  task?: { conversationId: string | null }
  fromStageId?: string
  changes?: readonly { field: string }[]
}

const always = new Set([
  'deal.created',
  'deal.transferred',
  'deal.won',
  'deal.lost',
  'deal.reopened',
  'deal.removed',
  'task.created',
  'task.completed',
  'task.cancelled',
  'task.due',
])

/** The conversation in whose thread a fact stands as a line; null for all that would only be noise there. */
export function threadOf(name: string, data: unknown): string | null {
  const { deal, task, fromStageId, changes } = data as Told
  const conversationId = task ? task.conversationId : deal && 'conversationId' in deal ? deal.conversationId : null
  if (!conversationId) return null
  if (always.has(name)) return conversationId
  const isMoved = name === 'deal.moved' && deal && 'stageId' in deal && deal.stageId !== fromStageId
  const isWorthMore = name === 'deal.edited' && changes?.some(({ field }) => field === 'amount')
  return isMoved || isWorthMore ? conversationId : null
}
