import { randomId } from '#shared/values/random'
import { password } from '../../support/world'
import type { Acts, Scene } from './scene'

/** The team, its sites and the installation. */
export const teamActs: Acts = {
  'installation:edit': ({ agent }) => agent.ask('installation:edit', { supportContact: '+90 212 000 00 00' }),
  'agent:create': ({ world }) => world.hire(`Agent${randomId()}`),
  'agent:edit': async (scene) => scene.agent.ask('agent:edit', { agentId: await newAgent(scene), name: 'Deniz' }),
  'agent:resetPassword': async (scene) =>
    scene.agent.ask('agent:resetPassword', { agentId: await newAgent(scene), password: 'a slowly turning mill' }),
  'agent:changePassword': ({ agent }) => agent.ask('agent:changePassword', { proof: password, password }),
  'agent:setAvailability': ({ agent }) => agent.ask('agent:setAvailability', { availability: 'away' }),
  'agent:setLocale': ({ agent }) => agent.ask('agent:setLocale', { locale: 'tr' }),
  'site:create': ({ agent }) => agent.ask('site:create', { name: 'More', domains: ['more.test'], locale: 'tr' }),
  'site:edit': ({ agent, world }) => agent.ask('site:edit', { siteId: world.site.id, name: 'Kuzey' }),
}

const newAgent = async ({ agent }: Scene) => {
  const email = `${randomId().toLowerCase()}@kuzey.test`
  const who = { name: 'Deniz Ak', email, password, role: 'agent', locale: 'en', siteIds: [] } as const
  return (await agent.ask('agent:create', { ...who, siteIds: [] })).id
}
