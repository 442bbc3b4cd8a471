import type { LeadCard, LeadStatus } from '#shared/protocol/leads'
import { t } from '../../data/session'

/** What a lead is called on screen. */
export const leadWords = ({ lead, personCode }: LeadCard): string =>
  lead.name || lead.emails[0] || lead.phones[0] || t.value('person.visitor', { code: personCode })

/** How a status looks. */
export const tones = {
  new: 'accent',
  working: 'info',
  qualified: 'success',
  unqualified: 'neutral',
  converted: 'neutral',
} as const satisfies Record<LeadStatus['kind'], string>

/** Several values as one types them, each once. */
export const listIn = (typed: string, most: number): string[] =>
  [...new Set(typed.split(/[,;\n]/).map((one) => one.trim()))].filter(Boolean).slice(0, most)
