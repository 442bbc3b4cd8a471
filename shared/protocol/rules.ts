import { z } from 'zod'
import { ruleEvents } from '#shared/rules/rule-events'
import { Amount, Tag } from './deals'
import { Cursor, Id, Instant, Rid, request, text } from './define'
import { change } from './details'

export const Event = z.enum(ruleEvents)
export type Event = z.infer<typeof Event>

const plainEvents = Event.exclude(['deal.entered', 'deal.left', 'deal.stayed'])

export const Trigger = z.discriminatedUnion('on', [
  z.object({ on: plainEvents }),
  z.object({ on: z.enum(['deal.entered', 'deal.left']), stageId: Id }),
  z.object({ on: z.literal('deal.stayed'), stageId: Id, days: z.int().min(1).max(365) }),
])
export type Trigger = z.infer<typeof Trigger>

/** `nobody` or an agent, wherever somebody is asked for. */
const Somebody = z.union([z.literal('nobody'), Id])

/** `09:30` */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Something that must be so, or with `is: false` must not be so. Which fields there are depends on the event. */
export const Condition = z.discriminatedUnion('field', [
  z.object({ field: z.enum(['site', 'pipeline', 'stage']), is: z.boolean(), anyOf: z.array(Id).min(1).max(50) }),
  z.object({ field: z.literal('owner'), is: z.boolean(), anyOf: z.array(Somebody).min(1).max(50) }),
  /** Holds the words; of a tag and a language: is that. */
  z.object({ field: z.enum(['source', 'tag', 'language']), is: z.boolean(), text: text(100) }),
  z.object({
    field: z.literal('amount'),
    is: z.boolean(),
    from: Amount.nullable(),
    until: Amount.nullable(),
    /** An amount in another currency is none of these. */
    currency: z.string().length(3),
  }),
  /**
   * When it happened, by the clocks of the installation. Hours that end before they begin go on into the next day;
   * the same hour twice is the whole day.
   */
  z.object({
    field: z.literal('hours'),
    is: z.boolean(),
    /** 0 is Sunday. */
    days: z.array(z.int().min(0).max(6)).min(1).max(7),
    from: TimeOfDay,
    until: TimeOfDay,
  }),
  /** Has an open deal, can be written to. */
  z.object({ field: z.enum(['deal', 'email']), is: z.boolean() }),
])
export type Condition = z.infer<typeof Condition>

/** Whoever owns what the rule is about, whoever did it, nobody, or an agent. */
export const Who = z.union([z.enum(['owner', 'doer', 'nobody']), Id])
export type Who = z.infer<typeof Who>

/** Text with `{{contact.name}}` and the like; a placeholder nobody knows is refused `placeholder-unknown`. */
const template = (max: number) => text(max)

export const Action = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('task'),
    title: template(200),
    /** Due on a day, so many days later; without a due time when null. */
    dueInDays: z.int().min(0).max(365).nullable(),
    assignee: Who,
  }),
  z.object({ do: z.literal('assign'), to: z.union([z.literal('doer'), Id]) }),
  z.object({ do: z.literal('tag'), tag: Tag }),
  z.object({ do: z.literal('move'), stageId: Id }),
  /** For somebody who has no open deal; in the pipeline of their site where none is named. */
  z.object({ do: z.literal('deal'), pipelineId: Id.nullable() }),
  z.object({ do: z.literal('mail'), to: z.enum(['person', 'owner']), subject: template(200), text: template(10_000) }),
  z.object({ do: z.literal('call'), url: z.url({ protocol: /^https$/ }).max(2048) }),
])
export type Action = z.infer<typeof Action>

export const mostRules = 100

const draft = {
  name: text(120),
  /** Null for every site. */
  siteId: Id.nullable(),
  on: z.boolean(),
  trigger: Trigger,
  /** All of them must be so. */
  conditions: z.array(Condition).max(10),
  /** One after another; one that is refused does not keep the next from being done. */
  actions: z.array(Action).min(1).max(10),
}

/** Something done by itself: when this happens, if all that is so, then do these. */
export const Rule = z.object({
  id: Id,
  ...draft,
  /** Whether there is a secret that its calls are signed with; the secret itself is shown once. */
  hasSecret: z.boolean(),
  createdAt: Instant,
  version: z.int(),
  removed: z.boolean(),
})
export type Rule = z.infer<typeof Rule>

export const RuleDraft = z.object(draft)
export type RuleDraft = z.infer<typeof RuleDraft>

/** Why a rule had nothing to do with what happened. */
export const Skip = z.discriminatedUnion('why', [
  z.object({ why: z.literal('condition'), condition: Condition }),
  z.object({
    why: z.enum([
      /** On a site it is not for. */
      'other-site',
      /** It had caused that itself, directly or round a corner. */
      'own-doing',
      /** Rule upon rule upon rule. */
      'too-deep',
      /** It had ended before it came here, from a file. */
      'past',
    ]),
  }),
])
export type Skip = z.infer<typeof Skip>

/** What became of one action. */
export const Deed = z.object({
  do: z.enum(['task', 'assign', 'tag', 'move', 'deal', 'mail', 'call']),
  /** A call is `waiting` until it is answered. */
  result: z.enum(['done', 'waiting', 'skipped', 'refused']),
  /**
   * Why not: a refusal, `no-address`, `no-consent`, `nothing-to-do`; of a call what the door said, `not-public`, or
   * what came back, `http-500`. Empty for what was done.
   */
  code: z.string(),
  /** What it says: the task's title, the mail's subject, the tag. */
  about: z.string(),
  /** The task, deal or mail it made. */
  madeId: Id.nullable(),
})
export type Deed = z.infer<typeof Deed>

/** One time a rule looked at something that happened. */
export const Run = z.object({
  id: z.string(),
  ruleId: Id,
  at: Instant,
  on: Event,
  outcome: z.enum(['done', 'skipped', 'failed']),
  skip: Skip.nullable(),
  deeds: z.array(Deed),
  personId: Id,
  personName: z.string(),
  personCode: z.string(),
  dealId: Id.nullable(),
  dealName: z.string().nullable(),
  conversationId: Id.nullable(),
  leadId: Id.nullable(),
})
export type Run = z.infer<typeof Run>

const tags = ['Rules']
const read = { door: 'agent', permission: 'settings.manage', limit: 'read' } as const
const write = { door: 'agent', permission: 'settings.manage', limit: 'change' } as const
const one = z.object({ rid: Rid, ruleId: Id })

/** The secret its calls are signed with leaves in the one answer that made it; null when there is none to show. */
const saved = z.object({ rule: Rule, secret: z.string().nullable() })

export const ruleRequests = {
  list: request(read)
    .route({ method: 'GET', path: '/rules', summary: 'Every rule, with its last run', tags })
    .input(z.object({}))
    .output(z.array(z.object({ rule: Rule, lastRun: Run.nullable() }))),
  create: request(write)
    .route({ method: 'POST', path: '/rules', summary: 'Make a rule; it begins now, not in the past', tags })
    .input(RuleDraft.extend({ rid: Rid }))
    .output(saved),
  edit: request(write)
    .route({ method: 'PATCH', path: '/rules/{ruleId}', summary: 'Change a rule, or switch it on and off', tags })
    .input(
      one.extend({
        changes: z.object({
          name: change(draft.name),
          siteId: change(draft.siteId),
          on: change(draft.on),
          trigger: change(draft.trigger),
          conditions: change(draft.conditions),
          actions: change(draft.actions),
        }),
      }),
    )
    .output(saved),
  remove: request(write)
    .route({ method: 'DELETE', path: '/rules/{ruleId}', summary: 'Remove a rule', tags })
    .input(one)
    .output(Rule),
  restore: request(write)
    .route({ method: 'POST', path: '/rules/{ruleId}/restore', summary: 'Take a removal back', tags })
    .input(one)
    .output(Rule),
  renew: request(write)
    .route({ method: 'POST', path: '/rules/{ruleId}/secret', summary: 'A new secret to sign calls with', tags })
    .input(one)
    .output(saved),
  /** What a rule would have done with the last fifty such events. Nothing happens. */
  try: request(write)
    .route({ method: 'POST', path: '/rule-trials', summary: 'What a rule would have done lately', tags })
    .input(RuleDraft)
    .output(z.array(Run)),
  runs: request(read)
    .route({ method: 'GET', path: '/rules/{ruleId}/runs', summary: 'What a rule did and why not, newest first', tags })
    .input(
      z.object({
        ruleId: Id,
        outcome: Run.shape.outcome.optional(),
        cursor: Cursor.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(Run), next: z.string().nullable() })),
}

const ruleFact = z.object({ rule: Rule, byAgentId: Id.nullable() })

export const ruleFacts = {
  'rule.created': ruleFact,
  'rule.edited': ruleFact,
  'rule.removed': ruleFact,
  'rule.restored': ruleFact,
}
