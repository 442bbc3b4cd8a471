import { z } from 'zod'
import { Id, Instant, request, text } from './define'

/** The page a visitor was on. Visitor-controlled text: shown as text, never followed without a check. */
export const Page = z.object({
  url: text(2048, 0),
  title: text(300, 0),
  referrer: text(2048, 0),
})
export type Page = z.infer<typeof Page>

/** What the host page said with `Parley('set', …)`: at most 20 short values. */
export const Attributes = z
  .record(text(40), z.union([text(200, 0), z.number(), z.boolean()]))
  .refine((value) => Object.keys(value).length <= 20)
export type Attributes = z.infer<typeof Attributes>

/** Whoever is behind a visitor: the one anchor of conversations, deals, tasks and notes. */
export const Person = z.object({
  id: Id,
  siteId: Id,
  /** Null while nobody knows; screens then show {@link Person.code}. */
  name: z.string().nullable(),
  /** Four characters that tell nameless people apart: `8F21`. */
  code: z.string(),
  attributes: Attributes,
  /** Language of the visitor's browser, a BCP 47 tag as it came: `tr-TR`. */
  language: z.string(),
  /** The page of the first message. */
  origin: Page,
  /** Browser and system in words, `Firefox on Windows`. */
  device: z.string(),
  firstSeenAt: Instant,
  version: z.int(),
})
export type Person = z.infer<typeof Person>

export const personRequests = {
  read: request({ door: 'team', permission: 'conversations.read', limit: 'read' })
    .route({ method: 'GET', path: '/people/{personId}', summary: 'One person', tags: ['People'] })
    .input(z.object({ personId: Id }))
    .output(Person),
}

export const personFacts = {
  /** Made by an agent; whoever writes to us comes in with their conversation. */
  'person.added': z.object({ person: Person }),
  'person.edited': z.object({
    person: Person,
    /** They said how they can be reached, which nobody knew before. */
    gaveDetails: z.boolean(),
  }),
  /** Somebody turned out to be this person: all that is theirs is this person's now, each row one version on. */
  'person.merged': z.object({ person: Person, goneId: Id, byAgentId: Id.nullable() }),
  /** They were two after all: these rows are theirs again, each one version on. */
  'person.parted': z.object({
    person: Person,
    back: Person,
    moved: z.object({
      conversations: z.array(Id),
      deals: z.array(Id),
      tasks: z.array(Id),
      leads: z.array(Id),
      notes: z.array(Id),
      files: z.array(Id),
    }),
    byAgentId: Id.nullable(),
  }),
}
