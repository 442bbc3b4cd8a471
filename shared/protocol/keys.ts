import { z } from 'zod'
import { keyScopes } from '#shared/rules/permissions'
import { Id, Instant, Rid, request, text } from './define'

/** Lets a program of the owner's ask over REST, within its scopes. The secret itself is stored nowhere. */
export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** What it may do. */
  scopes: z.array(z.enum(keyScopes)),
  /** The last four characters, to tell keys apart. */
  hint: z.string(),
  createdByAgentId: Id,
  createdAt: Instant,
  /** To ten minutes; null while it was never used. */
  usedAt: Instant.nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>

const manage = { door: 'agent', permission: 'settings.manage' } as const

export const keyRequests = {
  list: request({ ...manage, limit: 'read' })
    .route({ method: 'GET', path: '/keys', summary: 'The API keys in force', tags: ['API keys'] })
    .input(z.object({}))
    .output(z.array(ApiKey)),
  create: request({ ...manage, limit: 'proof' })
    .route({ method: 'POST', path: '/keys', summary: 'Make an API key', tags: ['API keys'] })
    .input(
      z.object({
        rid: Rid,
        /** The maker's own password. */
        proof: z.string().max(128),
        name: text(80),
        scopes: z.array(z.enum(keyScopes)).min(1).max(keyScopes.length),
      }),
    )
    .output(
      z.object({
        key: ApiKey,
        /** What the program shows as `Authorization: Bearer …`. Answered once; null when this attempt is asked again. */
        secret: z.string().nullable(),
      }),
    ),
  revoke: request({ ...manage, limit: 'change' })
    .route({ method: 'DELETE', path: '/keys/{keyId}', summary: 'Revoke an API key, at once', tags: ['API keys'] })
    .input(z.object({ rid: Rid, keyId: Id }))
    .output(z.object({})),
}
