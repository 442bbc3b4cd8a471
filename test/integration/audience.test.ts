import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FactName, facts } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import { type Line, until } from '../support/ask'
import { heard } from '../support/heard'
import { MailServer } from '../support/mail-server'
import { type Visitor, World } from '../support/world'
import { putFile } from '../support/write-file'

const mail = new MailServer()
let world: World
let owner: Line
let onSite: Line
let offSite: Line
let dealless: Line
let own: Visitor
let stranger: Visitor

beforeAll(async () => {
  await mail.open()
  world = await World.open({ mail: { url: mail.url, from: 'hello@kuzey.test' } })
  owner = await world.agent()
  onSite = await world.agent(await world.hire('Marcus Hale', 'manager'))
  offSite = await world.agent(await world.hire('Yuki Tanaka', 'agent', []))
  // No role is like this when an installation is new, but roles are rows.
  const database = new Database(join(world.dataDir, 'parley.sqlite'))
  database.prepare(`update role set permissions = '["conversations.read"]' where name = 'read-only'`).run()
  database.close()
  dealless = await world.agent(await world.hire('Hannah Cole', 'read-only'))
  own = await world.visitor()
  stranger = await world.visitor()
  await stranger.says('Somebody else')
  await everything()
})
afterAll(async () => {
  await world.close()
  await mail.close()
})

/** Makes every fact there is happen, to the conversation of `own`. */
async function everything(): Promise<void> {
  const { conversationId } = await own.says('Hello')
  await own.sees()
  const { person } = await owner.ask('conversation:read', { conversationId })
  await own.line.ask('visit:describe', { attributes: { plan: 'pro' } })
  await owner.ask('site:create', { name: 'New', domains: ['new.test'], locale: 'en' })
  await owner.ask('site:edit', { siteId: world.site.id, name: 'Kuzey' })
  await owner.ask('installation:edit', { supportContact: 'help@kuzey.test' })
  await world.hire('Priya Raman')
  await owner.ask('agent:setAvailability', { availability: 'online' })
  await owner.ask('conversation:accept', { conversationId })
  await owner.ask('conversation:assign', { conversationId, agentId: null })
  await owner.ask('note:write', { conversationId, body: 'For us' })
  await owner.ask('conversation:mark', { conversationId, delivered: 1, read: 1 })
  await owner.ask('conversation:close', { conversationId })
  await owner.ask('conversation:reopen', { conversationId })
  const deal = await owner.ask('deal:create', { personId: person.id, conversationId })
  const [pipeline] = await owner.ask('pipeline:list', {})
  const stages = pipeline?.stages ?? []
  await owner.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: 5 } } })
  await owner.ask('deal:move', { dealId: deal.id, fromStageId: stages[0]?.id ?? '', stageId: stages[1]?.id ?? '' })
  const note = await owner.ask('deal:note', { dealId: deal.id, body: 'For us' })
  await owner.ask('deal:editNote', { noteId: note.id, was: 'For us', is: 'For all of us' })
  await owner.ask('deal:pinNote', { noteId: note.id, pinned: true })
  await owner.ask('deal:removeNote', { noteId: note.id, removed: true })
  await owner.ask('deal:removeNote', { noteId: note.id, removed: false })
  await owner.ask('file:remove', { fileId: (await putFile(world, 'deal', deal.id, 'offer')).id })
  await owner.ask('deal:win', { dealId: deal.id })
  await owner.ask('deal:reopen', { dealId: deal.id })
  await owner.ask('deal:lose', { dealId: deal.id, lossReasonId: pipeline?.lossReasons[0]?.id })
  await everythingOfPipelines(person.id)
  await everythingOfRules()
  const task = await owner.ask('task:create', {
    personId: person.id,
    dealId: deal.id,
    conversationId,
    title: 'x',
    dueAt: null,
  })
  await owner.ask('task:edit', { taskId: task.id, changes: { title: { was: 'x', is: 'y' } } })
  const due = { was: null, is: new Date(Date.now() + 60).toISOString() }
  await owner.ask('task:edit', { taskId: task.id, changes: { dueAt: due } })
  await owner.heardFact('task.due')
  await owner.ask('task:complete', { taskId: task.id })
  await owner.ask('task:reopen', { taskId: task.id })
  await owner.ask('task:cancel', { taskId: task.id })
  await owner.ask('deal:remove', { dealId: deal.id })
  const whose = { siteId: world.site.id, name: 'Ayşe Kaya' }
  await owner.ask('deal:add', { stageId: stages[0]?.id ?? '', whose, name: 'From the board' })
  await own.line.ask('visit:introduce', { name: 'Ayşe Kaya', email: 'ayse@example.com' })
  await own.line.ask('visit:introduce', { phone: '0532 123 45 67' })
  const [card] = await owner.ask('lead:ofPerson', { personId: person.id })
  const { id: leadId = '', statusId: fromStatusId = '' } = card?.lead ?? {}
  const { leadStatuses } = await owner.ask('console:load', {})
  await owner.ask('lead:setStatus', { leadId, fromStatusId, statusId: leadStatuses[1]?.id ?? '' })
  await owner.ask('lead:remove', { leadId })
  await owner.ask('lead:restore', { leadId })
  const renamed = { name: { was: leadStatuses[1]?.name ?? '', is: 'Written to' } }
  await owner.ask('status:edit', { statusId: leadStatuses[1]?.id ?? '', changes: renamed })
  const { id: companyId } = await owner.ask('company:create', { siteId: world.site.id, details: { name: 'Kaya' } })
  await owner.ask('company:edit', { companyId, changes: { industry: { was: '', is: 'Wood' } } })
  await owner.ask('company:remove', { companyId })
  await owner.ask('company:restore', { companyId })
  const details = { name: 'Ayşe Kaya', companyId }
  const { id: contactId } = await owner.ask('contact:create', { whose: { personId: person.id }, details })
  await owner.ask('contact:edit', { contactId, changes: { title: { was: '', is: 'Buyer' } } })
  await owner.ask('contact:remove', { contactId })
  await owner.ask('contact:restore', { contactId })
  const { id: fieldId } = await owner.ask('field:create', { record: 'lead', name: 'Budget', kind: 'number' })
  await owner.ask('field:edit', { fieldId, changes: { name: { was: 'Budget', is: 'Means' } } })
  await owner.ask('field:remove', { fieldId })
  await owner.ask('field:restore', { fieldId })
  const target = { record: 'contact', field: 'title' } as const
  await owner.ask('mapping:save', { changes: { title: { was: [target], is: [] } } })
  const other = { whose: { siteId: world.site.id }, details: { name: 'A. Kaya' } }
  const { id: otherId } = await owner.ask('contact:create', other)
  const { change } = await owner.ask('contact:merge', { contactId, otherId })
  await owner.ask('contact:unmerge', { contactId, changeId: change.id })
  const { version } = (await owner.ask('lead:read', { leadId })).lead
  await putFile(world, 'lead', leadId, 'plan')
  const fresh = { how: 'new', pipelineId: pipeline?.id ?? '', stageId: stages[0]?.id ?? '' } as const
  const choice = { contact: { how: 'existing', contactId }, company: { how: 'none' }, deal: fresh } as const
  await owner.ask('lead:convert', { leadId, version, choice })
  await owner.ask('lead:undoConversion', { leadId })
  await owner.ask('conversion:begin', { leadIds: [leadId] })
  await owner.heardFact('conversions.finished')
  const view = await owner.ask('view:create', { of: 'deals', name: 'Ours', shared: true, filter: {}, sort: null })
  await owner.ask('view:remove', { viewId: view.id })
  await owner.ask('message:send', { id: randomId(), conversationId, body: 'Last words' })
  await until(() => own.line.facts.some((fact) => JSON.stringify(fact).includes('Last words')), 'the last words')
  await owner.ask('agent:setLocale', { locale: 'en' })
  await until(() => offSite.facts.at(-1)?.name === 'agent.edited', 'the last fact')
}

/** A rule that writes to two people, one of whom the mail server does not know. */
async function everythingOfRules(): Promise<void> {
  mail.refuses.add('nobody@example.com')
  const letter = { do: 'mail', to: 'person', subject: 'Hello', text: 'Hello' } as const
  const { rule } = await owner.ask('rule:create', {
    ...{ name: 'Greet', siteId: null, on: true, trigger: { on: 'lead.created' }, conditions: [], actions: [letter] },
  })
  const { id: ruleId } = rule
  for (const email of ['nobody@example.com', 'somebody@example.com'])
    await owner.ask('lead:create', { whose: { siteId: world.site.id }, details: { emails: [email] } })
  const { data } = await owner.heardFact('mail.failed')
  await owner.heardFact('mail.sent')
  await owner.ask('mail:retry', { mailId: data.mail.id })
  await owner.ask('rule:edit', { ruleId, changes: { on: { was: true, is: false } } })
  await owner.ask('rule:remove', { ruleId })
  await owner.ask('rule:restore', { ruleId })
}

/** Begins, changes and ends a pipeline with all that belongs to it. */
async function everythingOfPipelines(personId: string): Promise<void> {
  const { stages: there } = await owner.ask('pipeline:create', { name: 'Elsewhere', currency: 'TRY' })
  const { id: dealId, stageId: fromStageId } = await owner.ask('deal:create', { personId, conversationId: null })
  await owner.ask('deal:transfer', { dealId, fromStageId, stageId: there[0]?.id ?? '' })
  const { id: pipelineId } = await owner.ask('pipeline:create', { name: 'Repairs', currency: 'TRY' })
  await owner.ask('pipeline:edit', { pipelineId, changes: { maySkip: { was: true, is: false } } })
  await owner.ask('pipeline:setCurrency', { pipelineId, was: 'TRY', is: 'EUR' })
  const { stages, lossReasons } = await owner.ask('stage:add', { pipelineId, name: 'Looked at' })
  const stageId = stages[0]?.id ?? ''
  await owner.ask('stage:edit', { stageId, changes: { color: { was: 'slate', is: 'pink' } } })
  await owner.ask('stage:remove', { stageId })
  await owner.ask('stage:restore', { stageId })
  const lossReasonId = lossReasons[0]?.id ?? ''
  await owner.ask('reason:add', { pipelineId, label: 'Too far' })
  await owner.ask('reason:edit', { lossReasonId, changes: { needsNote: { was: false, is: true } } })
  await owner.ask('reason:archive', { lossReasonId })
  await owner.ask('reason:restore', { lossReasonId })
  await owner.ask('pipeline:archive', { pipelineId })
  await owner.ask('pipeline:restore', { pipelineId })
  await owner.ask('pipeline:remove', { pipelineId })
}

test('the table names every fact', () => {
  expect(Object.keys(heard).sort()).toEqual(Object.keys(facts).sort())
})

test.each(Object.keys(heard) as FactName[])('%s is heard by those who may, and by nobody else', (name) => {
  const { agents, ownVisitor } = heard[name]
  const hears = (line: Line) => line.facts.some((fact) => fact.name === name)
  expect(hears(owner)).toBe(true)
  // A site that is new belongs to owners and admins until somebody is made a member.
  expect(hears(onSite)).toBe(name !== 'site.added' && agents !== 'M')
  expect(hears(offSite)).toBe(agents === 'T' || agents === 'P')
  expect(hears(dealless)).toBe((agents === 'T' || agents === 'S') && name !== 'site.added')
  expect(hears(own.line)).toBe(ownVisitor)
  expect(hears(stranger.line)).toBe(false)
})

test('every fact reaches a socket once, in order', () => {
  for (const line of [owner, onSite, offSite, dealless]) {
    const numbers = line.facts.map(({ n }) => n)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  }
})
