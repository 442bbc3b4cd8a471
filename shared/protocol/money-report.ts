import { z } from 'zod'
import { moneyDimensions, moneySteps } from '#shared/rules/chat-money'
import { Day, Id, Instant, request } from './define'

/** Of what somebody may not read nothing is told. */
const Told = z.int().nullable()

/** Deals that were won, of one currency, in minor units. */
const WonSum = z.object({ currency: z.string(), count: z.int(), amount: z.int() })

/** Chats of one group, and what became of them; whose a lead or a deal is says shared/rules/chat-money.ts. */
export const MoneyRow = z.object({
  /** A page, a word of UTM, an agent's id or a band of `replyBands`; null where nothing is known or nobody answered. */
  key: z.string().nullable(),
  chats: z.int(),
  leads: Told,
  deals: Told,
  won: Told,
  /** What those won come to, one for each currency: different currencies are never added up. */
  sums: z.array(WonSum).nullable(),
})
export type MoneyRow = z.infer<typeof MoneyRow>

/** A chat that is counted, with what became of it as far as the reader may know. */
export const MoneyChat = z.object({
  conversationId: Id,
  personName: z.string().nullable(),
  personCode: z.string(),
  startedAt: Instant,
  page: z.string().nullable(),
  leads: z.array(z.object({ id: Id, name: z.string() })),
  deals: z.array(
    z.object({
      id: Id,
      pipelineId: Id,
      name: z.string(),
      outcome: z.enum(['open', 'won', 'lost']),
      amount: z.int().nullable(),
      currency: z.string(),
    }),
  ),
})
export type MoneyChat = z.infer<typeof MoneyChat>

/** Days on which chats began, both included, and of which site. */
const words = {
  by: z.enum(moneyDimensions),
  from: Day,
  until: Day,
  siteId: Id.optional(),
  zone: z.string().max(64).optional().describe('IANA time zone of days; the installation’s if absent'),
}

const read = { door: 'team', permission: 'conversations.read', limit: 'read' } as const

export const moneyRequests = {
  money: request(read)
    .route({
      method: 'GET',
      path: '/reports/money',
      summary: 'What conversations brought: leads, deals and what was won, group by group',
      tags: ['Reports'],
    })
    .input(z.object(words))
    .output(
      z.object({
        at: Instant,
        /** The greatest two hundred; bands in their order. */
        rows: z.array(MoneyRow),
        /** All groups together, those left out too. */
        total: MoneyRow,
        /** How many groups were left out. */
        more: z.int(),
      }),
    ),
  moneyChats: request(read)
    .route({
      method: 'GET',
      path: '/reports/money/conversations',
      summary: 'The very conversations a number of that report counts, newest first',
      tags: ['Reports'],
    })
    .input(
      z.object({
        ...words,
        group: z.string().max(300).optional().describe('Key of a group, empty for that of null; all if absent'),
        step: z.enum(moneySteps).default('chats').describe('Only those that came so far'),
        cursor: Id.optional().describe('`next` of the page before'),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(MoneyChat), next: Id.nullable() })),
}
