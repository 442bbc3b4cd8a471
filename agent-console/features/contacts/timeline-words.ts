import type { By } from '#shared/protocol/define'
import type { TimelineEntry } from '#shared/protocol/timeline'
import { changesIn } from '#shared/rules/deal-story'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { historyWords, namesIn, ownField, whoDid } from '../../parts/deals/history-words'
import { wordsIn } from '../../parts/notes/markdown'

/** One entry as sentences, the deal it is about, and the rule that did it. */
export type Told = {
  text: string
  dealId: string | null
  dealName: string
  conversationId: string | null
  rule: { id: string; name: string } | null
}

type Said = {
  deal?: { id: string; name: string; currency: string } | null
  about?: string
  note?: { body: string; agentId?: string | null; record?: string; recordId?: string }
  conversation?: { id: string }
  changes?: readonly { field: string }[]
  mail?: { to: string; subject: string; ruleId: string; ruleName: string }
} & Omit<Partial<By>, 'byAgentId'>

/** What an entry of a time line says. */
export function toldOf(entry: TimelineEntry): Told {
  const { deal, about, note, conversation, mail, byRule } = entry.data as Said
  const notedDeal = note?.record === 'deal' ? note.recordId : undefined
  return {
    text: wordsOf(entry),
    dealId: deal?.id ?? notedDeal ?? null,
    dealName: deal?.name ?? (notedDeal ? about : undefined) ?? '',
    conversationId: conversation?.id ?? null,
    rule: byRule ?? (mail ? { id: mail.ruleId, name: mail.ruleName } : null),
  }
}

function wordsOf({ n, name, at, byAgentId, data }: TimelineEntry): string {
  const said = data as Said
  const agentId = byAgentId ?? said.note?.agentId ?? null
  const { byKey, byRule, mail } = said
  const by = { byAgentId: agentId, byKey, byRule }
  const agent = agentId || byKey || byRule ? whoDid(by, (id) => state.value.agents.get(id)?.name) : null
  switch (name) {
    case 'conversation.started':
    case 'conversation.reopened':
      return t.value(`timeline.${name}`)
    case 'conversation.closed':
      return t.value('timeline.conversation.closed', { who: agent ?? t.value('deal.parley') })
    case 'note.written':
      return t.value('timeline.note.written', { who: agent ?? '', words: (said.note?.body ?? '').slice(0, 200) })
    case 'mail.sent':
    case 'mail.failed': {
      const { ruleName: rule = '', subject = '', to = '' } = mail ?? {}
      // What it was about is kept from who may not know every deal.
      return t.value(`timeline.${name}${subject ? '' : '.untold'}`, { rule, subject, to })
    }
    case 'note.left':
    case 'note.edited': {
      const who = agent ?? t.value('deal.parley')
      const words = wordsIn(said.note?.body ?? '').slice(0, 200)
      return words ? t.value(`note.told.${name}`, { who, words }) : t.value(`note.did.${name}`, { who })
    }
    case 'company.created':
    case 'company.removed':
    case 'company.restored':
    case 'lead.created':
    case 'lead.moved':
    case 'lead.removed':
    case 'lead.restored':
    case 'lead.converted':
    case 'lead.returned':
    case 'person.merged':
    case 'person.parted':
    case 'contact.created':
    case 'contact.removed':
    case 'contact.restored':
      return t.value(`timeline.${name}`, { who: agent ?? visitorOr(name) })
    case 'lead.edited':
    case 'company.edited':
    case 'contact.edited': {
      const fields = (said.changes ?? []).map(({ field }) => fieldWords(field)).join(', ')
      return t.value('timeline.edited', { who: agent ?? visitorOr(name), fields })
    }
    default: {
      const event = { n, name, at, byAgentId, byKey, byRule, changes: changesIn(name, data as object) }
      return historyWords(event, namesIn(state.value, said.deal)).join(' · ')
    }
  }
}

/** Nobody of the team: a lead says of itself who it is, a contact is made by a program. */
const visitorOr = (name: string): string => t.value(name.startsWith('lead.') ? 'timeline.visitor' : 'deal.parley')

const named = [
  ...(['name', 'emails', 'phones', 'title', 'language', 'timeZone', 'website', 'address', 'description'] as const),
  ...(['source', 'tags', 'mayMail', 'industry', 'company'] as const),
] as const
type Named = (typeof named)[number]

function fieldWords(field: string): string {
  if (field === 'companyId') return t.value('contact.company')
  if (field === 'ownerId') return t.value('contact.owner')
  const own = ownField(field, namesIn(state.value))
  if (own) return own.name
  const known = named.find((one): one is Named => one === field)
  return known ? t.value(`contact.${known}`) : field
}
