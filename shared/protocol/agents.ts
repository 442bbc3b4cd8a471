import { z } from 'zod'
import { permissions, roles } from '#shared/rules/permissions'
import { Id, Instant, Rid, request, text } from './define'

/** Languages Parley speaks. */
export const Locale = z.enum(['en', 'tr'])
export type Locale = z.infer<typeof Locale>

/** What an agent has chosen; being connected at all is presence, a signal. */
export const Availability = z.enum(['online', 'away'])

/** One of ours: someone who signs in to the console. */
export const Agent = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  locale: Locale,
  availability: Availability,
  disabled: z.boolean(),
  version: z.int(),
})
export type Agent = z.infer<typeof Agent>

/** An agent as the console knows itself. */
export const Me = z.object({
  agent: Agent,
  permissions: z.array(z.enum(permissions)),
  /** The installation asks their role for two-step sign-in and they have none yet: until then they may do nothing else. */
  mustSecure: z.boolean(),
})
export type Me = z.infer<typeof Me>

/** One signed-in browser of an agent. */
export const Session = z.object({
  id: Id,
  userAgent: z.string(),
  createdAt: Instant,
  seenAt: Instant,
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>

/** How an agent proves at sign-in that they hold more than a password. */
export const TwoStep = z.object({
  enabled: z.boolean(),
  /** Recovery codes not used yet. */
  codesLeft: z.int(),
  /** Owners and admins of this installation must have it. */
  required: z.boolean(),
})
export type TwoStep = z.infer<typeof TwoStep>

/** Ten codes of 80 bits, each good once. Answered once; `null` when the same attempt is asked again. */
const RecoveryCodes = z.object({ codes: z.array(z.string()).nullable() })

export const Email = z
  .string()
  .max(254)
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email())
export const Password = z.string().min(12).max(128)
export const PersonName = text(80)

/** Roles that are given; there is one owner, who set the installation up. */
const GivenRole = z.enum(roles).exclude(['owner'])

/** One's own password, asked again before an act that a stolen screen must not do. */
export const Proof = z.string().max(128)

const agentDoor = { door: 'agent', permission: null } as const

export const sessionRequests = {
  open: request({ door: 'anyone', permission: null, limit: 'sign-in' })
    .route({ method: 'POST', path: '/session', summary: 'Sign in', tags: ['Session'] })
    .input(
      z.object({
        email: Email,
        password: z.string().max(128),
        /** Of the authenticator, or a recovery code; refused `code-required` when it is missing and needed. */
        code: z.string().max(32).optional(),
      }),
    )
    .output(Me),
  read: request({ ...agentDoor, limit: 'read' })
    .route({ method: 'GET', path: '/session', summary: 'Who am I', tags: ['Session'] })
    .input(z.object({}))
    .output(Me),
  close: request({ ...agentDoor, limit: 'change' })
    .route({ method: 'DELETE', path: '/session', summary: 'Sign out', tags: ['Session'] })
    .input(z.object({}))
    .output(z.object({})),
  list: request({ ...agentDoor, limit: 'read' })
    .route({ method: 'GET', path: '/sessions', summary: 'My signed-in browsers', tags: ['Session'] })
    .input(z.object({}))
    .output(z.array(Session)),
  revoke: request({ ...agentDoor, limit: 'change' })
    .route({ method: 'POST', path: '/sessions/{sessionId}/revoke', summary: 'Sign a browser out', tags: ['Session'] })
    .input(z.object({ rid: Rid, sessionId: Id }))
    .output(z.object({})),
}

export const authenticatorRequests = {
  read: request({ ...agentDoor, limit: 'read' })
    .route({ method: 'GET', path: '/authenticator', summary: 'My two-step sign-in', tags: ['Two-step sign-in'] })
    .input(z.object({}))
    .output(TwoStep),
  enable: request({ ...agentDoor, limit: 'proof' })
    .route({
      method: 'POST',
      path: '/authenticator',
      summary: 'Ask me for a code at sign-in',
      tags: ['Two-step sign-in'],
    })
    .input(
      z.object({
        rid: Rid,
        proof: Proof,
        /** 160 random bits, base32, made by whoever shows it to the authenticator. */
        secret: z.string().regex(/^[A-Z2-7]{32}$/),
        /** What the authenticator says now: proof that it holds the secret. */
        code: z.string().regex(/^\d{6}$/),
      }),
    )
    .output(RecoveryCodes),
  renewCodes: request({ ...agentDoor, limit: 'proof' })
    .route({ method: 'POST', path: '/authenticator/codes', summary: 'New recovery codes', tags: ['Two-step sign-in'] })
    .input(z.object({ rid: Rid, proof: Proof }))
    .output(RecoveryCodes),
  disable: request({ ...agentDoor, limit: 'proof' })
    .route({
      method: 'DELETE',
      path: '/authenticator',
      summary: 'No longer ask me for a code',
      tags: ['Two-step sign-in'],
    })
    .input(z.object({ rid: Rid, proof: Proof }))
    .output(z.object({})),
  reset: request({ door: 'agent', permission: 'team.manage', limit: 'change' })
    .route({
      method: 'DELETE',
      path: '/agents/{agentId}/authenticator',
      summary: 'Let an agent who lost their phone in without a code',
      tags: ['Two-step sign-in'],
    })
    .input(z.object({ rid: Rid, agentId: Id }))
    .output(z.object({})),
  require: request({ door: 'agent', permission: 'settings.manage', limit: 'change' })
    .route({
      method: 'POST',
      path: '/authenticator/required',
      summary: 'Whether owners and admins must have it',
      tags: ['Two-step sign-in'],
    })
    .input(z.object({ rid: Rid, required: z.boolean() }))
    .output(TwoStep),
}

export const agentRequests = {
  list: request({ ...agentDoor, limit: 'read' })
    .route({ method: 'GET', path: '/agents', summary: 'The team', tags: ['Team'] })
    .input(z.object({}))
    .output(z.array(Agent)),
  create: request({ door: 'agent', permission: 'team.manage', limit: 'change' })
    .route({ method: 'POST', path: '/agents', summary: 'Add an agent', tags: ['Team'] })
    .input(
      z.object({
        rid: Rid,
        name: PersonName,
        email: Email,
        password: Password,
        role: GivenRole,
        locale: Locale,
        /** Sites this agent works on; owners and admins see all of them whatever stands here. */
        siteIds: z.array(Id).max(200),
      }),
    )
    .output(Agent),
  read: request({ door: 'agent', permission: 'team.manage', limit: 'read' })
    .route({ method: 'GET', path: '/agents/{agentId}', summary: 'One agent and where they work', tags: ['Team'] })
    .input(z.object({ agentId: Id }))
    .output(z.object({ agent: Agent, siteIds: z.array(Id), twoStep: z.boolean() })),
  edit: request({ door: 'agent', permission: 'team.manage', limit: 'change' })
    .route({
      method: 'PATCH',
      path: '/agents/{agentId}',
      summary: 'Change an agent, or let them in no more',
      tags: ['Team'],
    })
    .input(
      z.object({
        rid: Rid,
        agentId: Id,
        name: PersonName.optional(),
        /** Ends their sessions: what they may do is new from the next sign-in on. */
        role: GivenRole.optional(),
        siteIds: z.array(Id).max(200).optional(),
        disabled: z.boolean().optional(),
      }),
    )
    .output(Agent),
  resetPassword: request({ door: 'agent', permission: 'team.manage', limit: 'change' })
    .route({
      method: 'POST',
      path: '/agents/{agentId}/password',
      summary: 'Give an agent a new password',
      tags: ['Team'],
    })
    .input(z.object({ rid: Rid, agentId: Id, password: Password }))
    .output(z.object({})),
  changePassword: request({ ...agentDoor, limit: 'proof' })
    .route({ method: 'POST', path: '/agents/me/password', summary: 'Change my password', tags: ['Team'] })
    .input(z.object({ rid: Rid, proof: Proof, password: Password }))
    .output(z.object({})),
  setAvailability: request({ ...agentDoor, limit: 'change' })
    .route({ method: 'POST', path: '/agents/me/availability', summary: 'Be online or away', tags: ['Team'] })
    .input(z.object({ rid: Rid, availability: Availability }))
    .output(Agent),
  setLocale: request({ ...agentDoor, limit: 'change' })
    .route({ method: 'POST', path: '/agents/me/locale', summary: 'Choose my language', tags: ['Team'] })
    .input(z.object({ rid: Rid, locale: Locale }))
    .output(Agent),
}

export const agentFacts = {
  'agent.added': z.object({ agent: Agent }),
  'agent.edited': z.object({ agent: Agent }),
}
