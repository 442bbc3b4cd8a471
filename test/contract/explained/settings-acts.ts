import { randomId } from '#shared/values/random'
import { newContact, newLead } from './people'
import type { Acts, Scene } from './scene'

/** Fields, where they go, statuses, views and rules. */
export const settingsActs: Acts = {
  'rule:create': (scene) => newRule(scene),
  'rule:edit': async (scene) => {
    const { rule } = await newRule(scene)
    return scene.agent.ask('rule:edit', { ruleId: rule.id, changes: { on: { was: false, is: true } } })
  },
  'rule:renew': async (scene) => scene.agent.ask('rule:renew', { ruleId: (await newRule(scene)).rule.id }),
  'rule:remove': async (scene) => scene.agent.ask('rule:remove', { ruleId: (await newRule(scene)).rule.id }),
  'rule:restore': async (scene) => {
    const { rule } = await newRule(scene)
    await scene.agent.ask('rule:remove', { ruleId: rule.id })
    return scene.agent.ask('rule:restore', { ruleId: rule.id })
  },
  'status:edit': async ({ agent }) => {
    const [status] = (await agent.ask('console:load', {})).leadStatuses
    const name = { was: status?.name ?? '', is: `Fresh ${randomId()}` }
    return agent.ask('status:edit', { statusId: status?.id ?? '', changes: { name } })
  },
  'field:create': (scene) => newField(scene),
  'field:edit': async (scene) => {
    const { id: fieldId, name: was, options } = await newField(scene)
    const [first] = options
    const changes = {
      name: { was, is: `${was} two` },
      options: { was: options, is: [{ name: 'Beech' }, { id: first?.id, name: 'Old oak' }] },
    }
    await scene.agent.ask('field:edit', { fieldId, changes })
    return wordsIn(scene)
  },
  'field:move': async (scene) => {
    const [first, second] = [await newField(scene), await newField(scene)]
    return scene.agent.ask('field:move', { fieldId: second.id, beforeId: first.id })
  },
  'field:remove': async (scene) => scene.agent.ask('field:remove', { fieldId: (await newField(scene)).id }),
  'field:restore': async (scene) => {
    const { id: fieldId } = await newField(scene)
    await scene.agent.ask('field:remove', { fieldId })
    return scene.agent.ask('field:restore', { fieldId })
  },
  'mapping:save': async (scene) => {
    const { id, options } = await newField(scene)
    const made = { record: 'deal', name: `Tree ${randomId()}`, kind: 'list' } as const
    const there = await scene.agent.ask('field:create', { ...made, options: [{ name: 'Oak' }] })
    const choices = { [options[0]?.id ?? '']: there.options[0]?.id ?? '' }
    const target = { record: 'deal', field: `custom.${there.id}`, options: choices } as const
    await scene.agent.ask('mapping:save', { changes: { [`custom.${id}`]: { was: [], is: [target] } } })
    return scene.agent.ask('field:remove', { fieldId: there.id })
  },
  'view:create': ({ agent }) =>
    agent.ask('view:create', { of: 'deals', name: 'Ours', shared: true, filter: {}, sort: null }),
  'view:edit': async ({ agent }) => {
    const { id } = await agent.ask('view:create', {
      of: 'deals',
      name: 'Ours',
      shared: true,
      filter: { task: 'none' },
      sort: null,
    })
    return agent.ask('view:edit', { viewId: id, shared: false })
  },
  'view:remove': async ({ agent }) => {
    const { id } = await agent.ask('view:create', {
      of: 'deals',
      name: 'Ours',
      shared: true,
      filter: {},
      sort: '-amount',
    })
    return agent.ask('view:remove', { viewId: id })
  },
}

const newField = ({ agent }: Scene) =>
  agent.ask('field:create', {
    ...{ record: 'lead', name: `Wood ${randomId()}`, kind: 'list' },
    options: [{ name: 'Oak' }, { name: 'Walnut' }],
  })

/** Fields of every kind of record say something. */
async function wordsIn(scene: Scene): Promise<void> {
  const { agent } = scene
  const [lead, contact, deal] = [await newLead(scene), await newContact(scene), await scene.deal()]
  const fieldOf = async (record: 'lead' | 'contact' | 'company' | 'deal') =>
    (await agent.ask('field:create', { record, name: `Colour ${randomId()}`, kind: 'text' })).id
  const said = async (record: Parameters<typeof fieldOf>[0]) => ({
    custom: { [await fieldOf(record)]: { was: null, is: 'Green' } },
  })
  await agent.ask('lead:edit', { leadId: lead.id, changes: await said('lead') })
  await agent.ask('contact:edit', { contactId: contact.id, changes: await said('contact') })
  await agent.ask('company:edit', { companyId: contact.companyId ?? '', changes: await said('company') })
  await agent.ask('deal:edit', { dealId: deal.id, changes: await said('deal') })
  // A console that starts shows so many deals of somebody and no more.
  await agent.ask('deal:remove', { dealId: deal.id })
}

/** A rule that is not switched on, so that it has no part in what the others do. */
const newRule = ({ agent }: Scene) =>
  agent.ask('rule:create', {
    ...{ name: 'Greet', siteId: null, on: false, trigger: { on: 'deal.won' }, conditions: [] },
    actions: [{ do: 'tag', tag: 'won' }],
  })
