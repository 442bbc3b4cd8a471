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
  'person.edited': z.object({ person: Person }),
}
