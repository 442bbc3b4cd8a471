/**
 * What a rule can wait for, in the order they are offered. `deal.stayed` and `task.overdue` come with time; all others are
 * told by a fact.
 */
export const ruleEvents = [
  'lead.created',
  'lead.converted',
  'deal.created',
  'deal.entered',
  'deal.left',
  'deal.stayed',
  'deal.won',
  'deal.lost',
  'conversation.started',
  'conversation.closed',
  'task.overdue',
] as const
