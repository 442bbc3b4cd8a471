import type { Conversation } from '#shared/protocol/conversations'
import type { Deal } from '#shared/protocol/deals'
import type { By } from '#shared/protocol/define'
import type { Fact, FactName } from '#shared/protocol/index'
import type { Lead } from '#shared/protocol/leads'
import type { Event, Trigger } from '#shared/protocol/rules'
import type { Task } from '#shared/protocol/tasks'

/** Something that happened, as a rule looks at it. */
export type Occasion = {
  /** Names it, so that what is done about it is done once. */
  key: string
  at: string
  on: Event
  /** Rules that caused it. */
  chain: readonly string[]
  /** The agent who did it. */
  doerId: string | null
  siteId: string
  personId: string
  deal: Deal | null
  lead: Lead | null
  /** What the lead became: it is changed in its place from then on. */
  contactId: string | null
  conversation: Conversation | null
  task: Task | null
  isPast: boolean
}

/** Facts by which a deal comes into a stage. */
export const entries = [
  'deal.created',
  'deal.moved',
  'deal.transferred',
  'deal.won',
  'deal.lost',
  'deal.reopened',
] as const
const exits = entries.filter((name) => name !== 'deal.created')

/** The facts that tell of each event; one without any comes with time. */
export const factsOf: Readonly<Record<Event, readonly FactName[]>> = {
  'lead.created': ['lead.created'],
  'lead.converted': ['lead.converted'],
  'deal.created': ['deal.created'],
  'deal.entered': entries,
  'deal.left': exits,
  'deal.stayed': [],
  'deal.won': ['deal.won'],
  'deal.lost': ['deal.lost'],
  'conversation.started': ['conversation.started'],
  'conversation.closed': ['conversation.closed'],
  'task.overdue': [],
}

/** Every fact some rule may wait for. */
export const allFacts: readonly FactName[] = [...new Set(Object.values(factsOf).flat())]

type Told = By & { deal?: Deal; lead?: Lead; conversation?: Conversation; fromStageId?: string; contactId?: string }

/** Whether a fact is what a rule waits for. */
export function hears(trigger: Trigger, { name, data }: Pick<Fact, 'name' | 'data'>): boolean {
  if (!factsOf[trigger.on].includes(name)) return false
  if (trigger.on !== 'deal.entered' && trigger.on !== 'deal.left') return true
  const { deal, fromStageId } = data as Told
  if (deal?.stageId === fromStageId) return false
  return trigger.stageId === (trigger.on === 'deal.entered' ? deal?.stageId : fromStageId)
}

/** What a fact is to the rule that hears it. */
export function occasionOf({ n, at, data }: Pick<Fact, 'n' | 'at' | 'data'>, on: Event): Occasion {
  const { deal = null, lead = null, conversation = null, contactId = null, byAgentId = null, byRule } = data as Told
  const about = deal ?? lead ?? conversation
  if (!about) throw new Error(`Fact ${n} is about nobody`)
  const { siteId, personId } = about
  return {
    ...{ key: `fact:${n}`, at, on, chain: byRule?.chain ?? [], doerId: byAgentId, siteId, personId },
    ...{ deal, lead, contactId, conversation, task: null, isPast: endedLongBefore(deal, at) },
  }
}

const dayMs = 86_400_000

/** Deals from a file tell of their end when they come, which may be years after it. */
const endedLongBefore = (deal: Deal | null, at: string): boolean =>
  deal !== null && deal.closedAt !== null && Date.parse(at) - Date.parse(deal.closedAt) > dayMs
