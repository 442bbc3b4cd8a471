import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#shared/protocol/index'
import type { Mail } from '#shared/protocol/mail'
import type { Action, Rule } from '#shared/protocol/rules'
import { type Line, until } from '../support/ask'
import { MailServer, type Received } from '../support/mail-server'
import { World } from '../support/world'

const server = new MailServer()
let world: World
let owner: Line

beforeAll(async () => {
  await server.open()
  world = await World.open({ mail: { url: server.url, from: 'Kuzey Atölye <hello@kuzey.test>' } })
  owner = await world.agent()
})
afterAll(async () => {
  await world.close()
  await server.close()
})

type Letter = Partial<Extract<Action, { do: 'mail' }>>

const letterOf = (letter: Letter): Action => ({
  ...{ do: 'mail', to: 'person', subject: 'Welcome, {{contact.firstName}}', text: 'Dear {{contact.name|friend}}' },
  ...letter,
})

async function greet(letter: Letter, line = owner): Promise<Rule> {
  const rule: Omit<InputOf<'rule:create'>, 'rid'> = {
    ...{ name: 'Greet', siteId: null, on: true, trigger: { on: 'lead.created' }, conditions: [] },
    actions: [letterOf(letter)],
  }
  return (await line.ask('rule:create', rule)).rule
}

const newLead = (name: string, email: string, mayMail: boolean | null = null, line = owner, siteId = world.site.id) =>
  line.ask('lead:create', { whose: { siteId }, details: { name, emails: [email], mayMail } })

const findMail = async (to: string, line = owner): Promise<Mail | undefined> =>
  (await line.ask('mail:list', {})).items.find((mail) => mail.to === to)

const mailTo = async (to: string, state: Mail['state'], line = owner): Promise<Mail> =>
  (await until(async () => {
    const mail = await findMail(to, line)
    return mail?.state === state && mail
  }, `a mail that is ${state}`)) as Mail

const arrived = (to: string): Promise<Received> =>
  until(() => server.received.find((mail) => mail.to.includes(to)), 'the mail') as Promise<Received>

test('[X01] a rule writes to the person, in plain words, under the name of the house', async () => {
  const rule = await greet({})
  await newLead('Ayşe Kaya', 'ayse@example.com')
  const { from, to, head, body } = await arrived('ayse@example.com')
  expect({ from, to }).toEqual({ from: 'hello@kuzey.test', to: ['ayse@example.com'] })
  const sent = await mailTo('ayse@example.com', 'sent')
  expect(sent).toMatchObject({ subject: 'Welcome, Ayşe', text: 'Dear Ayşe Kaya', ruleName: 'Greet', lastError: '' })
  expect(head).toContain(`Message-ID: <${sent.id}@kuzey.test>`)
  expect(head).toContain('List-Unsubscribe: <mailto:hello@kuzey.test?subject=unsubscribe>')
  expect(head).toContain('Content-Type: text/plain; charset=utf-8')
  expect(decoded(head, body)).toBe('Dear Ayşe Kaya')
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] whoever wants no mail is never written to, and the log says why', async () => {
  const rule = await greet({})
  const { personId } = await newLead('Deniz', 'deniz@example.com', false)
  await newLead('Efe', 'efe@example.com', true)
  await arrived('efe@example.com')
  const { items } = await owner.ask('rule:runs', { ruleId: rule.id })
  expect(items.find((run) => run.personId === personId)?.deeds).toMatchObject([
    { do: 'mail', result: 'skipped', code: 'no-consent' },
  ])
  expect(await findMail('deniz@example.com')).toBeUndefined()
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] [V02] a mail to the person goes where the team wrote, not where a visitor says', async () => {
  const { rule } = await owner.ask('rule:create', {
    ...{ name: 'Greet', siteId: null, on: true, trigger: { on: 'deal.created' }, conditions: [] },
    actions: [letterOf({})],
  })
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Hello')
  const { person } = await owner.ask('conversation:read', { conversationId })
  const details = { name: 'Selin', emails: ['selin@kaya.test'] }
  await owner.ask('lead:create', { whose: { personId: person.id }, details })
  await visitor.line.ask('visit:introduce', { email: 'somebody@far.test' })
  const [card] = await owner.ask('lead:ofPerson', { personId: person.id })
  expect(card?.lead.emails).toEqual(['selin@kaya.test', 'somebody@far.test'])
  await owner.ask('deal:create', { personId: person.id, conversationId })
  await arrived('selin@kaya.test')
  expect(await findMail('somebody@far.test')).toBeUndefined()
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[C06] [X01] a time line says that a rule wrote, what about and to whom, and no more', async () => {
  const rule = await greet({})
  const { personId } = await newLead('Zeynep', 'zeynep@example.com')
  await mailTo('zeynep@example.com', 'sent')
  const { items } = await owner.ask('person:timeline', { personId, kinds: ['mail'] })
  const mail = { to: 'zeynep@example.com', subject: 'Welcome, Zeynep', ruleId: rule.id, ruleName: 'Greet' }
  expect(items.map(({ name, data }) => [name, data])).toEqual([['mail.sent', { mail: { ...mail, personId } }]])
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] nothing a visitor calls themselves gets into the head of a mail', async () => {
  const rule = await greet({ subject: 'Hello {{contact.name}}', text: '{{contact.name}} {{site.name}}' })
  await newLead('Eve\nBcc: all@example.com\n\n{{site.name}}', 'eve@example.com')
  const { head, to } = await arrived('eve@example.com')
  expect(to).toEqual(['eve@example.com'])
  expect(head).not.toMatch(/^bcc:/im)
  expect((await mailTo('eve@example.com', 'sent')).subject).toBe('Hello Eve Bcc: all@example.com {{site.name}}')
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] a mail server that is down loses nothing and blocks nobody; once it is back the mail goes out, once', async () => {
  const rule = await greet({})
  await server.close()
  await newLead('Fatma', 'fatma@example.com')
  await newLead('Gül', 'gul@example.com')
  const waiting = await until(async () => {
    const mail = await findMail('fatma@example.com')
    return mail?.lastError && mail
  }, 'that it was tried in vain')
  expect(waiting).toMatchObject({ state: 'waiting', tries: 1 })
  // The second was not tried: what could not be reached for one could not for the other.
  expect(await findMail('gul@example.com')).toMatchObject({ state: 'waiting', tries: 0 })
  expect(Date.parse((waiting as Mail).nextAt ?? '') - Date.now()).toBeGreaterThan(30_000)
  const { conversationId } = await (await world.visitor()).says('Others go on')
  await owner.ask('conversation:accept', { conversationId })
  await server.open()
  await owner.ask('mail:retry', { mailId: (waiting as Mail).id })
  await mailTo('fatma@example.com', 'sent')
  await mailTo('gul@example.com', 'sent')
  for (const to of ['fatma@example.com', 'gul@example.com'])
    expect(server.received.filter((mail) => mail.to.includes(to))).toHaveLength(1)
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] an address the server refuses for good is given up at once, in the words of the server', async () => {
  const rule = await greet({})
  server.refuses.add('nobody@example.com')
  await newLead('Nobody', 'nobody@example.com')
  await newLead('Hale', 'hale@example.com')
  const failed = await mailTo('nobody@example.com', 'failed')
  expect(failed).toMatchObject({ nextAt: null, tries: 1 })
  expect(failed.lastError).toContain('No such person here')
  await arrived('hale@example.com')
  await owner.heardFact('mail.failed', ({ data }) => data.mail.id === failed.id)
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] the owner can be told as well; a mail that is refused may be tried again', async () => {
  const rule = await greet({ to: 'owner', subject: 'New: {{contact.name}}', text: 'Look at them' })
  const { id } = await owner.ask('lead:create', { whose: { siteId: world.site.id }, details: { name: 'İbrahim' } })
  expect(id).toBeTruthy()
  expect((await arrived('selin@kuzey.test')).to).toEqual(['selin@kuzey.test'])
  const failed = await mailTo('nobody@example.com', 'failed')
  server.refuses.clear()
  expect(await owner.ask('mail:retry', { mailId: failed.id })).toMatchObject({ state: 'waiting', tries: 0 })
  await mailTo('nobody@example.com', 'sent')
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[V19] after a conversion: mail, a task, an owner and a tag, where the lead became a contact with a deal', async () => {
  const { id: agentId } = await world.newcomer('Marcus Hale')
  const rule: Omit<InputOf<'rule:create'>, 'rid'> = {
    ...{ name: 'After conversion', siteId: null, on: true, trigger: { on: 'lead.converted' } },
    conditions: [
      { field: 'deal', is: true },
      { field: 'source', is: true, text: 'fair' },
    ],
    actions: [
      letterOf({ subject: 'Good to have you, {{contact.firstName}}' }),
      { do: 'task', title: 'Call {{contact.name}}', dueInDays: 1, assignee: agentId },
      { do: 'assign', to: agentId },
      { do: 'tag', tag: 'converted' },
    ],
  }
  const { id: ruleId } = (await owner.ask('rule:create', rule)).rule
  const [pipeline] = await owner.ask('pipeline:list', {})
  const stageId = pipeline?.stages.find(({ kind }) => kind === 'open')?.id ?? ''
  const convert = async (name: string, email: string, how: 'new' | 'none') => {
    const details = { name, emails: [email], source: 'Trade fair' }
    const lead = await owner.ask('lead:create', { whose: { siteId: world.site.id }, details })
    const deal = how === 'new' ? { how, pipelineId: pipeline?.id ?? '', stageId } : { how }
    const choice = { contact: { how: 'new' }, company: { how: 'none' }, deal, task: null } as const
    const { contactId } = await owner.ask('lead:convert', { leadId: lead.id, version: lead.version, choice })
    return { contactId, lead }
  }
  const without = await convert('Nur', 'nur@example.com', 'none')
  const { contactId, lead } = await convert('Zeynep Ak', 'zeynep@example.com', 'new')
  expect((await arrived('zeynep@example.com')).to).toEqual(['zeynep@example.com'])
  const { items } = await owner.ask('rule:runs', { ruleId })
  expect(items[0]?.deeds.map(({ result }) => result)).toEqual(['done', 'done', 'done', 'done'])
  expect(items[1]).toMatchObject({ leadId: without.lead.id, skip: { why: 'condition', condition: { field: 'deal' } } })
  const { contact } = await owner.ask('contact:read', { contactId })
  expect(contact).toMatchObject({ ownerId: agentId, tags: ['converted'] })
  const tasks = await owner.ask('task:ofPerson', { personId: lead.personId })
  expect(tasks).toMatchObject([{ title: 'Call Zeynep Ak', assigneeId: agentId }])
  const fact = await owner.heardFact('contact.edited', ({ data }) => data.contact.id === contactId)
  expect(fact.data.byRule).toMatchObject({ id: ruleId, name: 'After conversion', chain: [ruleId] })
  expect(await findMail('nur@example.com')).toBeUndefined()
  await owner.ask('rule:remove', { ruleId })
})

test('[X01] without a mail server mail waits, and the outbox says that mail is not set up', async () => {
  const elsewhere = await World.open()
  const line = await elsewhere.agent()
  await greet({}, line)
  await newLead('Jale', 'jale@example.com', null, line, elsewhere.site.id)
  expect(await mailTo('jale@example.com', 'waiting', line)).toMatchObject({ tries: 0, lastError: '' })
  expect((await line.ask('mail:list', { state: 'waiting' })).isSetUp).toBe(false)
  expect((await owner.ask('mail:list', { state: 'sent', limit: 2 })).next).not.toBeNull()
  await elsewhere.close()
})

/** The words of a body, whatever they travelled as. */
function decoded(head: string, body: string): string {
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString().trim()
  if (!/transfer-encoding: quoted-printable/i.test(head)) return body.trim()
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString().trim()
}
