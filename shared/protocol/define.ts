import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Permission } from '#shared/rules/permissions'

/** What the one wrapper at both doors must know about a request before it runs. */
export type RequestMeta = {
  /**
   * Who may knock: a signed-in agent; the team, which is an agent or an API key; a visitor; whoever holds the set-up
   * link; or anyone.
   */
  door: 'agent' | 'team' | 'visitor' | 'setup' | 'anyone'
  /** What an agent's role, or a key's scopes, must allow; `null` when being at the door is enough. */
  permission: Permission | null
  /** The row of the limits table that counts this request. */
  limit: LimitName
}

/** The rows of the limits table; the figures live in server/door/limits.ts. */
export type LimitName =
  | 'read'
  | 'change'
  | 'agent-send'
  | 'visitor-send'
  | 'visitor-mark'
  | 'visitor-sync'
  | 'sign-in'
  | 'proof'
  | 'upload'

/** Base of every request in the contract: an oRPC builder that carries {@link RequestMeta}. */
export const request = (meta: RequestMeta) => oc.$meta<RequestMeta>(meta)

/** 128 random bits chosen by the client, base64url without padding: 22 characters. */
export const RandomId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .describe('128 random bits, base64url, 22 characters')

/** Names one attempt to change something; the same rid with the same input is answered the same, for 7 days. */
export const Rid = RandomId.describe('names this attempt: 128 random bits, base64url, 22 characters')

/** An id made by the server: UUIDv7, so sorting by id is sorting by age. */
export const Id = z.uuid()

/** A UTC instant as ISO 8601 text with milliseconds, for example `2026-11-22T09:30:00.000Z`. */
export const Instant = z.iso.datetime()

/** A calendar day without a time zone, `YYYY-MM-DD`. */
export const Day = z.iso.date()

/** `next` of the page before: printable, and refused where it is not one of ours. */
export const Cursor = z
  .string()
  .max(300)
  .regex(/^[\x20-\x7e]+$/)

/** A position on the installation's one number line of facts and messages. */
export const Position = z.int().min(0)

/** A position inside one conversation, counting only what the visitor may see. */
export const Seq = z.int().min(0)

/** Who did it, in every fact about a deal, its tasks, its files and a lead. */
export const by = {
  /** Null where no agent did. */
  byAgentId: Id.nullable(),
  /** The name the API key had that did it; absent where none did. */
  byKey: z.string().optional(),
  /** The rule that did it, by the name it had; absent where none did. */
  byRule: z
    .object({
      id: Id,
      name: z.string(),
      /** Rules that caused it, the first in front and this one last. */
      chain: z.array(Id),
    })
    .optional(),
}
export type ByRule = { id: string; name: string; chain: string[] }
export type By = { byAgentId: string | null; byKey?: string | undefined; byRule?: ByRule | undefined }

/** A fact on its way to a client. `data` is the schema of `name` in `facts`. */
export const FactEnvelope = z.object({ n: Position, name: z.string(), at: z.string(), data: z.unknown() })

/** Text a person typed: trimmed, NFC, without control characters other than line breaks and tabs. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .max(max * 2)
    .transform(cleanText)
    .pipe(z.string().min(min).max(max))

/** Removes what may not be stored or shown: lone surrogates, control characters, space around. Composes letters (NFC). */
export const cleanText = (value: string): string =>
  value
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is removed here
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .normalize('NFC')
    .trim()
