/** Articles, each with those one may want to read next. */
export const topics = {
  inbox: ['person', 'deal'],
  person: ['deal', 'message', 'task'],
  message: ['deal', 'task'],
  deal: ['beside', 'board', 'pipeline'],
  beside: ['deal'],
  board: ['list', 'deal', 'pipeline'],
  list: ['board', 'deal', 'pipeline'],
  task: ['deal', 'person'],
  lead: ['person', 'deal'],
  pipeline: ['board', 'deal'],
} as const satisfies Record<string, readonly string[]>

export type HelpTopic = keyof typeof topics
