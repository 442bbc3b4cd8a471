import type { RequestName } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import type { Row } from './access-row'
import { contactRows } from './access-rows-of-contacts'
import { fieldRows } from './access-rows-of-fields'
import { fileRows } from './access-rows-of-files'
import { noteRows } from './access-rows-of-notes'
import { ruleRows } from './access-rows-of-rules'

export type { Aim, Row } from './access-row'

/** Every request and what it is aimed at here. Wrong passwords are on purpose: whoever is asked for one was let in. */
export const rows: Record<RequestName, Row> = {
  'setup:inspect': nothing({ token: 'x'.repeat(43) }),
  'setup:complete': nothing({
    token: 'x'.repeat(43),
    owner: { name: 'Priya Raman', email: 'priya@kuzey.test', password: 'a gently swaying lantern' },
    ...{ locale: 'en', timeZone: 'UTC', currency: 'TRY', publicUrl: 'http://localhost:4000' },
    site: { name: 'Mine', domains: ['mine.test'] },
  }),
  'installation:edit': nothing({ rid: rid(), supportContact: 'help@kuzey.test' }),
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
  'person:find': nothing({ q: 'nobody at all' }),
  'pipeline:list': nothing(),
  'pipeline:create': nothing({ rid: rid(), name: 'Sales', currency: 'TRY' }),
  'pipeline:edit': {
    of: 'team',
    input: (aim) => ({ rid: rid(), pipelineId: aim.pipeline, changes: { maySkip: { was: true, is: true } } }),
  },
  'pipeline:move': { of: 'team', input: (aim) => ({ rid: rid(), pipelineId: aim.pipeline, beforeId: null }) },
  'pipeline:setDefault': { of: 'team', input: (aim) => ({ rid: rid(), pipelineId: aim.pipeline }) },
  'pipeline:setCurrency': {
    of: 'team',
    input: (aim) => ({ rid: rid(), pipelineId: aim.pipeline, was: 'TRY', is: 'EUR' }),
  },
  'pipeline:archive': { of: 'team', input: (aim) => ({ rid: rid(), pipelineId: aim.pipeline }) },
  'pipeline:restore': { of: 'team', input: (aim) => ({ rid: rid(), pipelineId: aim.pipeline }) },
  'pipeline:remove': { of: 'team', input: (aim) => ({ rid: rid(), pipelineId: aim.pipeline }) },
  'stage:add': { of: 'team', input: (aim) => ({ rid: rid(), pipelineId: aim.pipeline, name: 'Contacted' }) },
  'stage:edit': {
    of: 'team',
    input: (aim) => ({ rid: rid(), stageId: aim.stage, changes: { description: { was: '', is: '' } } }),
  },
  'stage:move': { of: 'team', input: (aim) => ({ rid: rid(), stageId: aim.stage, beforeId: aim.stage }) },
  'stage:remove': { of: 'team', input: (aim) => ({ rid: rid(), stageId: aim.stage }) },
  'stage:restore': { of: 'team', input: (aim) => ({ rid: rid(), stageId: aim.stage }) },
  'reason:add': { of: 'team', input: (aim) => ({ rid: rid(), pipelineId: aim.pipeline, label: 'Price' }) },
  'reason:edit': {
    of: 'team',
    input: (aim) => ({ rid: rid(), lossReasonId: aim.reason, changes: { needsNote: { was: false, is: false } } }),
  },
  'reason:move': { of: 'team', input: (aim) => ({ rid: rid(), lossReasonId: aim.reason, beforeId: aim.reason }) },
  'reason:archive': { of: 'team', input: (aim) => ({ rid: rid(), lossReasonId: aim.reason }) },
  'reason:restore': { of: 'team', input: (aim) => ({ rid: rid(), lossReasonId: aim.reason }) },
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
  'deal:openOf': { of: 'none', input: (aim) => ({ personIds: [aim.person] }) },
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
  'deal:transfer': {
    of: 'site',
    input: (aim) => ({ rid: rid(), dealId: aim.deal, fromStageId: aim.stage, stageId: aim.next }),
  },
  'deal:reopen': { of: 'site', input: (aim) => ({ rid: rid(), dealId: aim.deal }) },
  'deal:remove': { of: 'site', input: (aim) => ({ rid: rid(), dealId: aim.deal }) },
  'deal:board': { of: 'team', input: (aim) => ({ pipelineId: aim.pipeline }) },
  'deal:column': { of: 'team', input: (aim) => ({ stageId: aim.stage, cursor: 'WyJhMCIsImEiXQ' }) },
  'deal:pace': { of: 'team', input: (aim) => ({ pipelineId: aim.pipeline }) },
  'deal:list': nothing(),
  'report:deals': nothing({ by: 'owner' }),
  'report:leads': nothing({ by: 'owner' }),
  'report:chats': nothing({ by: 'agent', from: '2026-01-01', until: '2026-12-31' }),
  'report:money': nothing({ by: 'page', from: '2026-01-01', until: '2026-12-31' }),
  'report:moneyChats': nothing({ by: 'page', from: '2026-01-01', until: '2026-12-31' }),
  'report:funnel': { of: 'team', input: (aim) => ({ pipelineId: aim.pipeline }) },
  'deal:sums': nothing(),
  'deal:ids': nothing(),
  'deal:add': {
    of: 'site',
    input: (aim) => ({ rid: rid(), stageId: aim.stage, whose: { personId: aim.person }, name: 'New' }),
  },
  // Each deal is refused for itself: the answer names it and says no more.
  'deal:changeMany': nothing({
    ...{ rid: rid(), dealIds: ['01900000-0000-7000-8000-000000000000'] },
    change: { act: 'tag', tag: 'hot', remove: false },
  }),
  'deal:totals': nothing(),
  'deal:rates': { of: 'team', input: (aim) => ({ pipelineId: aim.pipeline }) },
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
  'task:edit': { of: 'site', input: (aim) => ({ rid: rid(), taskId: aim.task, changes: {} }) },
  'task:complete': { of: 'site', input: (aim) => ({ rid: rid(), taskId: aim.task }) },
  'task:reopen': { of: 'site', input: (aim) => ({ rid: rid(), taskId: aim.task }) },
  'task:cancel': { of: 'site', input: (aim) => ({ rid: rid(), taskId: aim.task }) },
  'task:ofPerson': { of: 'site', input: (aim) => ({ personId: aim.person }) },
  'view:list': nothing(),
  'view:create': nothing({ rid: rid(), of: 'deals', name: 'Mine', shared: false, filter: {}, sort: null }),
  'view:edit': { of: 'somebody', input: (aim) => ({ rid: rid(), viewId: aim.view, name: 'Ours' }) },
  'view:remove': { of: 'somebody', input: (aim) => ({ rid: rid(), viewId: aim.view }) },
  'task:list': nothing(),
  'task:assignees': { of: 'site', input: (aim) => ({ siteId: aim.site }) },
  'task:discipline': nothing(),
  'lead:create': {
    of: 'site',
    input: (aim) => ({ rid: rid(), whose: { siteId: aim.site }, details: { name: 'Ayşe Kaya' } }),
  },
  'lead:read': { of: 'site', input: (aim) => ({ leadId: aim.lead }) },
  'lead:ofPerson': { of: 'site', input: (aim) => ({ personId: aim.person }) },
  'lead:edit': {
    of: 'site',
    input: (aim) => ({ rid: rid(), leadId: aim.lead, changes: { title: { was: '', is: 'Buyer' } } }),
  },
  'lead:setStatus': {
    of: 'site',
    input: (aim) => ({ rid: rid(), leadId: aim.lead, fromStatusId: aim.status, statusId: aim.status }),
  },
  'lead:remove': { of: 'site', input: (aim) => ({ rid: rid(), leadId: aim.lead }) },
  'lead:restore': { of: 'site', input: (aim) => ({ rid: rid(), leadId: aim.lead }) },
  'conversion:begin': { of: 'site', input: (aim) => ({ rid: rid(), leadIds: [aim.lead] }) },
  'conversion:read': { of: 'somebody', input: () => ({ batchId: '01900000-0000-7000-8000-000000000000' }) },
  'lead:conversionOptions': { of: 'site', input: (aim) => ({ leadId: aim.lead }) },
  'lead:convert': {
    of: 'site',
    input: (aim) => ({
      ...{ rid: rid(), leadId: aim.lead, version: 1 },
      choice: { contact: { how: 'new' }, company: { how: 'none' }, deal: { how: 'none' } },
    }),
  },
  'lead:undoConversion': { of: 'site', input: (aim) => ({ rid: rid(), leadId: aim.lead }) },
  'lead:list': nothing(),
  'lead:count': nothing(),
  'status:edit': { of: 'team', input: (aim) => ({ rid: rid(), statusId: aim.status, changes: {} }) },
  ...fieldRows,
  ...contactRows,
  ...ruleRows,
  'visit:introduce': nothing({ name: 'Somebody' }),
  ...noteRows,
  ...fileRows,
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
