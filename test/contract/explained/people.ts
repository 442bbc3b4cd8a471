import type { Scene } from './scene'

/** A lead of somebody new who has written, so that a console that starts now reads it, too. */
export async function newLead({ world, agent }: Scene) {
  const { conversationId } = await (await world.visitor()).says('Please write to me')
  const { person } = await agent.ask('conversation:read', { conversationId })
  return agent.ask('lead:create', { whose: { personId: person.id }, details: { name: 'Ayşe Kaya' } })
}

/** Somebody who has written and works for a company is a contact. */
export async function newContact({ world, agent }: Scene) {
  const { conversationId } = await (await world.visitor()).says('We have met')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const company = { siteId: world.site.id, details: { name: 'Kaya Mobilya' } }
  const { id: companyId } = await agent.ask('company:create', company)
  return agent.ask('contact:create', { whose: { personId: person.id }, details: { name: 'Ayşe Kaya', companyId } })
}
