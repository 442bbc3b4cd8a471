import type { AgentContext } from '#server/context'
import type { Agent } from '#shared/protocol/agents'
import type { CheckedInputOf } from '#shared/protocol/index'
import { saveAgent } from './queries'

/** Here, or away: away agents keep their chats and are not counted as there. */
export const setAvailability = (
  { availability }: CheckedInputOf<'agent:setAvailability'>,
  context: AgentContext,
): Promise<Agent> => edit({ availability }, context)

/** The language the console speaks to me. */
export const setLocale = ({ locale }: CheckedInputOf<'agent:setLocale'>, context: AgentContext): Promise<Agent> =>
  edit({ locale }, context)

const edit = (changes: Parameters<typeof saveAgent>[2], { change, caller }: AgentContext): Promise<Agent> =>
  change(async (tx, record) => {
    const agent = await saveAgent(tx, caller.id, changes)
    record('agent.edited', { agent })
    return agent
  })
