import type { RequestName } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'

/** Ids of what a request is aimed at: things of the first site, or things that do not exist. */
export type Aim = Record<
  | 'site'
  | 'conversation'
  | 'person'
  | 'deal'
  | 'task'
  | 'agent'
  | 'session'
  | 'key'
  | 'pipeline'
  | 'stage'
  | 'next'
  | 'reason',
  string
>

/**
 * Whose a thing is. `site`: of the agents of its site, and of every key. `team`: of whoever has the permission.
 * `somebody`: of one agent who is none of those who ask. `none`: the request is aimed at nothing.
 */
export type Row = { of: 'site' | 'team' | 'somebody' | 'none'; input: (aim: Aim) => object }

/** Every request and what it is aimed at here. Wrong passwords are on purpose: whoever is asked for one was let in. */
export const rows: Record<RequestName, Row> = {
  'setup:inspect': nothing({ token: 'x'.repeat(43) }),
  'setup:complete': nothing({
    token: 'x'.repeat(43),
    owner: { name: 'Priya Raman', email: 'priya@kuzey.test', password: 'a gently swaying lantern' },
    ...{ locale: 'en', timeZone: 'UTC', currency: 'TRY', publicUrl: 'http://localhost:4000' },
    site: { name: 'Mine', domains: ['mine.test'] },
  }),
  'session:open': nothing({ email: 'selin@kuzey.test', password: 'not the password' }),
  'session:read': nothing(),
  'session:close': nothing(),
  'session:list': nothing(),
  'session:revoke': { of: 'somebody', input: (aim) => ({ rid: rid(), sessionId: aim.session }) },
  'authenticator:read': nothing(),
  'authenticator:enable': nothing({ rid: rid(), proof: 'wrong', secret: 'A'.repeat(32), code: '123456' }),
  'authenticator:renewCodes': nothing({ rid: rid(), proof: 'wrong' }),
  'authenticator:disable': nothing({ rid: rid(), proof: 'wrong' }),
  'authenticator:reset': { of: 'team', input: (aim) => ({ rid: rid(), agentId: aim.agent }) },
  'authenticator:require': nothing({ rid: rid(), required: false }),
  'key:list': nothing(),
  'key:create': nothing({ rid: rid(), proof: 'wrong', name: 'Program', scopes: ['deals.read'] }),
  'key:revoke': { of: 'team', input: (aim) => ({ rid: rid(), keyId: aim.key }) },
  'console:load': nothing(),
  'console:sync': nothing({ epoch: 'another', after: 0 }),
  'agent:list': nothing(),
  'agent:create': nothing({
    ...{ rid: rid(), name: 'Priya Raman', email: 'selin@kuzey.test', password: 'a gently swaying lantern' },
    ...{ role: 'agent', locale: 'en', siteIds: [] },
  }),
  'agent:read': { of: 'team', input: (aim) => ({ agentId: aim.agent }) },
  'agent:edit': { of: 'team', input: (aim) => ({ rid: rid(), agentId: aim.agent, name: 'Somebody else' }) },
  'agent:resetPassword': {
    of: 'team',
    input: (aim) => ({ rid: rid(), agentId: aim.agent, password: 'a far off thunder' }),
  },
  'agent:changePassword': nothing({ rid: rid(), proof: 'wrong', password: 'a far off thunder' }),
  'agent:setAvailability': nothing({ rid: rid(), availability: 'online' }),
  'agent:setLocale': nothing({ rid: rid(), locale: 'en' }),
  'site:list': nothing(),
  'site:create': nothing({ rid: rid(), name: 'Third', domains: ['third.test'], locale: 'en' }),
  'site:edit': { of: 'team', input: (aim) => ({ rid: rid(), siteId: aim.site, locale: 'en' }) },
  'person:read': { of: 'site', input: (aim) => ({ personId: aim.person }) },
  'pipeline:list': nothing(),
  'conversation:list': nothing({ view: 'all' }),
  'conversation:read': { of: 'site', input: (aim) => ({ conversationId: aim.conversation }) },
  'conversation:ofPerson': { of: 'site', input: (aim) => ({ personId: aim.person }) },
  'conversation:accept': { of: 'site', input: (aim) => ({ rid: rid(), conversationId: aim.conversation }) },
  'conversation:assign': {
    of: 'site',
    input: (aim) => ({ rid: rid(), conversationId: aim.conversation, agentId: null }),
  },
  'conversation:close': { of: 'site', input: (aim) => ({ rid: rid(), conversationId: aim.conversation }) },
  'conversation:reopen': { of: 'site', input: (aim) => ({ rid: rid(), conversationId: aim.conversation }) },
  'conversation:mark': { of: 'site', input: (aim) => ({ conversationId: aim.conversation, delivered: 1, read: 1 }) },
  'message:send': { of: 'site', input: (aim) => ({ id: rid(), conversationId: aim.conversation, body: 'Words' }) },
  'note:write': { of: 'site', input: (aim) => ({ rid: rid(), conversationId: aim.conversation, body: 'Words' }) },
  'deal:create': { of: 'site', input: (aim) => ({ rid: rid(), personId: aim.person, conversationId: null }) },
  'deal:read': { of: 'site', input: (aim) => ({ dealId: aim.deal }) },
  'deal:ofPerson': { of: 'site', input: (aim) => ({ personId: aim.person }) },
  'deal:edit': {
    of: 'site',
    input: (aim) => ({ rid: rid(), dealId: aim.deal, changes: { amount: { was: null, is: 5 } } }),
  },
  'deal:move': {
    of: 'site',
    input: (aim) => ({ rid: rid(), dealId: aim.deal, fromStageId: aim.stage, stageId: aim.next }),
  },
  'deal:win': { of: 'site', input: (aim) => ({ rid: rid(), dealId: aim.deal }) },
  'deal:lose': { of: 'site', input: (aim) => ({ rid: rid(), dealId: aim.deal, lossReasonId: aim.reason }) },
  'deal:reopen': { of: 'site', input: (aim) => ({ rid: rid(), dealId: aim.deal }) },
  'deal:remove': { of: 'site', input: (aim) => ({ rid: rid(), dealId: aim.deal }) },
  'deal:board': { of: 'team', input: (aim) => ({ pipelineId: aim.pipeline }) },
  'deal:column': { of: 'team', input: (aim) => ({ stageId: aim.stage, cursor: 'a0|a' }) },
  'deal:history': { of: 'site', input: (aim) => ({ dealId: aim.deal }) },
  'task:create': {
    of: 'site',
    input: (aim) => ({
      rid: rid(),
      personId: aim.person,
      dealId: null,
      conversationId: null,
      title: 'Call',
      dueAt: null,
    }),
  },
  'task:edit': { of: 'site', input: (aim) => ({ rid: rid(), taskId: aim.task, title: 'Call again' }) },
  'task:complete': { of: 'site', input: (aim) => ({ rid: rid(), taskId: aim.task }) },
  'task:reopen': { of: 'site', input: (aim) => ({ rid: rid(), taskId: aim.task }) },
  'task:cancel': { of: 'site', input: (aim) => ({ rid: rid(), taskId: aim.task }) },
  'task:ofPerson': { of: 'site', input: (aim) => ({ personId: aim.person }) },
  'visit:sync': nothing({ after: 0 }),
  'visit:send': nothing({ id: rid(), body: 'Words', page: { url: '', title: '', referrer: '' }, language: 'en' }),
  'visit:mark': nothing({ delivered: 1, read: 1 }),
  'visit:describe': nothing({ attributes: { plan: 'pro' } }),
}

/** Aimed at nothing that belongs to anybody. */
function nothing(input: object = {}): Row {
  return { of: 'none', input: () => input }
}

function rid(): string {
  return randomId()
}
