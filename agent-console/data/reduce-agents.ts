import type { Reducers } from './reducers'
import { put } from './state'

export const reduceAgents: Reducers<
  'agent.added' | 'agent.edited' | 'site.added' | 'site.edited' | 'person.edited' | 'pipeline.created'
> = {
  'agent.added': (state, { data }) => ({ ...state, agents: put(state.agents, data.agent) }),
  'agent.edited': (state, { data: { agent } }) => {
    const isMe = state.me?.agent.id === agent.id && state.me.agent.version < agent.version
    return { ...state, agents: put(state.agents, agent), me: state.me && isMe ? { ...state.me, agent } : state.me }
  },
  'site.added': (state, { data }) => ({ ...state, sites: put(state.sites, data.site) }),
  'site.edited': (state, { data }) => ({ ...state, sites: put(state.sites, data.site) }),
  'person.edited': (state, { data }) => ({ ...state, people: put(state.people, data.person) }),
  'pipeline.created': (state, { data }) => ({ ...state, pipelines: put(state.pipelines, data.pipeline) }),
}
