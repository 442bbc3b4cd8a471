import { randomId } from '#shared/values/random'
import type { Acts } from './scene'

/** Chats, by whoever visits and whoever answers. */
export const talkActs: Acts = {
  'visit:send': async ({ world }) => (await world.visitor()).says('A new face'),
  'visit:mark': ({ visitor }) => visitor.line.ask('visit:mark', { delivered: 1, read: 1 }),
  'visit:describe': ({ visitor }) => visitor.line.ask('visit:describe', { attributes: { plan: randomId() } }),
  'conversation:accept': ({ agent, conversationId }) => agent.ask('conversation:accept', { conversationId }),
  'conversation:assign': ({ agent, conversationId }) =>
    agent.ask('conversation:assign', { conversationId, agentId: null }),
  'conversation:mark': ({ agent, conversationId }) =>
    agent.ask('conversation:mark', { conversationId, delivered: 1, read: 1 }),
  'message:send': ({ agent, conversationId }) =>
    agent.ask('message:send', { id: randomId(), conversationId, body: 'Hello' }),
  'note:write': ({ agent, conversationId }) => agent.ask('note:write', { conversationId, body: 'Nice person' }),
  'conversation:close': ({ agent, conversationId }) => agent.ask('conversation:close', { conversationId }),
  'conversation:reopen': ({ agent, conversationId }) => agent.ask('conversation:reopen', { conversationId }),
}
