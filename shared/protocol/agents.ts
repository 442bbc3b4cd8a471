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
export const Me = z.object({ agent: Agent, permissions: z.array(z.enum(permissions)) })
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

export const Email = z
  .string()
  .max(254)
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email())
export const Password = z.string().min(12).max(128)
export const PersonName = text(80)

const agentDoor = { door: 'agent', permission: null } as const

export const sessionRequests = {
  open: request({ door: 'anyone', permission: null, limit: 'sign-in' })
    .route({ method: 'POST', path: '/session', summary: 'Sign in', tags: ['Session'] })
    .input(z.object({ email: Email, password: z.string().max(128) }))
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
        role: z.enum(roles).exclude(['owner']),
        locale: Locale,
        /** Sites this agent works on; owners and admins see all of them whatever stands here. */
        siteIds: z.array(Id).max(200),
      }),
    )
    .output(Agent),
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
