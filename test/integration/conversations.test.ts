import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { refusalOf, until } from '../support/ask'
import { World } from '../support/world'

let world: World

beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

test('[W03] a message goes to the agent and back, and both see the same order', async () => {
  const agent = await world.agent()
  const visitor = await world.visitor()
  const { conversationId, message } = await visitor.says('How long is delivery to Oslo?')
  expect(message).toMatchObject({ seq: 1, author: 'visitor', body: 'How long is delivery to Oslo?' })

  const started = await agent.heardFact('conversation.started', (fact) => fact.data.conversation.id === conversationId)
  expect(started.data.person).toMatchObject({ name: null, language: 'tr-TR', origin: { title: 'Tables' } })
  const came = await agent.heardFact('message.sent', (fact) => fact.data.message.id === message.id)
  expect(came.data.conversation).toMatchObject({
    unread: 1,
    preview: 'How long is delivery to Oslo?',
    assigneeId: null,
  })

  const answer = await agent.ask('message:send', { id: randomId(), conversationId, body: 'About five weeks.' })
  expect(answer).toMatchObject({ seq: 2, author: 'agent' })
  const heard = await until(() => visitor.line.facts.find((fact) => fact.name === 'message.sent'), 'the answer')
  expect(heard).toEqual({
    name: 'message.sent',
    data: {
      conversationId,
      message: {
        id: answer.id,
        seq: 2,
        kind: 'text',
        author: 'agent',
        agentName: 'Selin',
        body: 'About five weeks.',
        sentAt: answer.sentAt,
      },
    },
  })
  const { messages } = await visitor.sees()
  expect(messages.map(({ seq, body }) => [seq, body])).toEqual([
    [1, 'How long is delivery to Oslo?'],
    [2, 'About five weeks.'],
  ])
})

test('[W04] the same message sent again is the same message, also when it was the first', async () => {
  const visitor = await world.visitor()
  const id = randomId()
  const [once, twice] = await Promise.all([visitor.says('Hello?', id), visitor.says('Hello?', id)])
  expect(twice).toEqual(once)
  const again = await (await world.visitor(visitor.token)).says('Hello?', id)
  expect(again).toEqual(once)
  expect((await visitor.sees()).messages).toHaveLength(1)
  expect((await refusalOf(visitor.says('Something else', id))).code).toBe('rid-reused')
})

test('[W05] a second tab and a later visit show the same conversation', async () => {
  const first = await world.visitor()
  const tab = await world.visitor(first.token)
  const { conversationId } = await first.says('One')
  await until(() => tab.line.heard.some((packet) => (packet as unknown[])[0] === 'resync'), 'the other tab to be told')
  expect((await tab.sees()).messages.map(({ body }) => body)).toEqual(['One'])
  await tab.says('Two')
  await until(() => first.line.facts.some((fact) => fact.name === 'message.sent'), 'the echo in the first tab')
  first.line.close()
  tab.line.close()
  const later = await world.visitor(first.token)
  expect(await later.sees()).toMatchObject({ conversationId, head: 2 })
})

test('[A02] accepting is won by the first and told to the second', async () => {
  const selin = await world.agent()
  const marcus = await world.agent(await world.hire('Marcus Hale'))
  const { conversationId } = await (await world.visitor()).says('Anybody there?')
  const tries = await Promise.allSettled([
    selin.ask('conversation:accept', { conversationId }),
    marcus.ask('conversation:accept', { conversationId }),
  ])
  const winners = tries.filter(({ status }) => status === 'fulfilled')
  expect(winners).toHaveLength(1)
  const fact = await selin.heardFact('conversation.accepted', ({ data }) => data.conversation.id === conversationId)
  const loser = tries.findIndex(({ status }) => status === 'rejected')
  const again = [selin, marcus][loser]
  expect(await refusalOf(again?.ask('conversation:accept', { conversationId }) ?? Promise.resolve())).toEqual({
    code: 'already-accepted',
    details: { byAgentId: fact.data.conversation.assigneeId },
  })
})

test('[A01] the three lists show what stands in them, and the counts follow', async () => {
  const agent = await world.agent()
  const before = (await agent.ask('conversation:list', { view: 'incoming' })).counts
  const { conversationId } = await (await world.visitor()).says('A new one')
  const incoming = await agent.ask('conversation:list', { view: 'incoming' })
  expect(incoming.items.map(({ conversation }) => conversation.id)).toContain(conversationId)
  expect(incoming.counts.incoming).toBe(before.incoming + 1)
  await agent.ask('conversation:accept', { conversationId })
  const mine = await agent.ask('conversation:list', { view: 'mine' })
  expect(mine.items[0]?.conversation.id).toBe(conversationId)
  expect(mine.counts).toMatchObject({ incoming: before.incoming, mine: before.mine + 1 })
  const all = await agent.ask('conversation:list', { view: 'all', limit: 1 })
  expect(all.items).toHaveLength(1)
  const next = await agent.ask('conversation:list', { view: 'all', limit: 1, cursor: all.next ?? '' })
  expect(next.items[0]?.conversation.id).not.toBe(all.items[0]?.conversation.id)
})

test('[A06] closing tells the visitor, and writing again reopens', async () => {
  const agent = await world.agent()
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Question')
  const closed = await agent.ask('conversation:close', { conversationId })
  expect(closed.status).toBe('closed')
  expect((await refusalOf(agent.ask('message:send', { id: randomId(), conversationId, body: 'late' }))).code).toBe(
    'conversation-closed',
  )
  await visitor.says('One more thing')
  const { messages, status } = await visitor.sees()
  expect(messages.map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, 'text'],
    [2, 'closed'],
    [3, 'reopened'],
    [4, 'text'],
  ])
  expect(status).toBe('open')
})

test('[A09] a note reaches colleagues and never the visitor, not even as a hole', async () => {
  const agent = await world.agent()
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Do you do discounts?')
  const note = await agent.ask('note:write', { conversationId, body: 'SECRET-NOTE-7: ten per cent at most' })
  expect(note).toMatchObject({ afterSeq: 1 })
  await agent.heardFact('note.written', (fact) => fact.data.note.id === note.id)
  await agent.ask('message:send', { id: randomId(), conversationId, body: 'Let me ask.' })
  await until(() => visitor.line.facts.length > 0, 'the answer')
  const view = await visitor.sees()
  expect(view.messages.map(({ seq }) => seq)).toEqual([1, 2])
  expect(JSON.stringify([view, visitor.line.heard])).not.toContain('SECRET-NOTE-7')
  const thread = await agent.ask('conversation:read', { conversationId })
  expect(thread.notes).toEqual([note])
})

test('[W03] sent becomes delivered and read, and never goes back', async () => {
  const agent = await world.agent()
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Seen?')
  await agent.ask('conversation:mark', { conversationId, delivered: 1, read: 0 })
  await agent.ask('conversation:mark', { conversationId, delivered: 1, read: 1 })
  await agent.ask('conversation:mark', { conversationId, delivered: 0, read: 0 })
  await agent.ask('conversation:mark', { conversationId, delivered: 99, read: 0 })
  const view = await visitor.sees()
  expect(view.agentMarks).toEqual({ delivered: 1, read: 1 })
  const { conversation } = await agent.ask('conversation:read', { conversationId })
  expect(conversation.unread).toBe(0)
  await agent.ask('message:send', { id: randomId(), conversationId, body: 'Yes' })
  await visitor.line.ask('visit:mark', { delivered: 2, read: 2 })
  const seen = await agent.heardFact('conversation.seen', ({ data }) => data.conversation.visitorMarks.read === 2)
  expect(seen.data.conversation.id).toBe(conversationId)
})

test('[A16] typing is seen on the other side, and who is there is known', async () => {
  const world = await World.open()
  const agent = await world.agent()
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Hi')
  visitor.line.socket.emit('signal', 'visitor.typing', { typing: true })
  expect(await agent.heardSignal('visitor.typing')).toEqual({ conversationId, typing: true })
  agent.socket.emit('signal', 'agent.typing', { conversationId, typing: true })
  expect(await visitor.line.heardSignal('agent.typing')).toMatchObject({
    conversationId,
    agentName: 'Selin',
    typing: true,
  })
  expect((await visitor.sees()).agentsOnline).toBe(true)
  await agent.ask('agent:setAvailability', { availability: 'away' })
  expect(await visitor.line.heardSignal('team.presence')).toEqual({ online: false })
  expect((await visitor.sees()).agentsOnline).toBe(false)
  await world.close()
})

test('a message that is too long or empty is refused by name, and the longest is kept whole', async () => {
  const visitor = await world.visitor()
  expect((await refusalOf(visitor.says('x'.repeat(4001)))).code).toBe('message-too-long')
  expect((await refusalOf(visitor.says(' \n '))).code).toBe('malformed')
  const { message } = await visitor.says('ğ'.repeat(4000))
  expect(message.body).toHaveLength(4000)
})

test('another visitor, a stranger without a bootstrap token and an agent of another site see nothing', async () => {
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Private words')
  const other = await world.visitor()
  expect((await other.sees()).messages).toEqual([])
  expect((await refusalOf(other.line.ask('conversation:read', { conversationId }))).code).toBe('not-signed-in')
  const outsider = await world.agent(await world.hire('Yuki Tanaka', 'agent', []))
  expect((await refusalOf(outsider.ask('conversation:read', { conversationId }))).code).toBe('not-found')
  expect((await refusalOf(outsider.ask('message:send', { id: randomId(), conversationId, body: 'x' }))).code).toBe(
    'not-found',
  )
  await visitor.says('More private words')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(JSON.stringify(outsider.heard)).not.toContain('rivate words')
})

test('[A04] a conversation is given to a colleague and back to Incoming, for all to see', async () => {
  const agent = await world.agent()
  const colleague = await world.agent(await world.hire('Priya Raman'))
  const { conversationId } = await (await world.visitor()).says('Somebody for me?')
  const theirs = (await colleague.ask('session:read', {})).agent.id
  const given = await agent.ask('conversation:assign', { conversationId, agentId: theirs })
  expect(given.assigneeId).toBe(theirs)
  const heard = await colleague.heardFact(
    'conversation.assigned',
    (fact) => fact.data.conversation.id === conversationId,
  )
  expect(heard.data.was).toEqual({ status: 'open', assigneeId: null })
  await agent.ask('message:send', { id: randomId(), conversationId, body: 'A colleague will help you' })
  expect((await agent.ask('conversation:read', { conversationId })).conversation.assigneeId).toBe(theirs)
  expect((await agent.ask('conversation:assign', { conversationId, agentId: null })).assigneeId).toBeNull()
  const nobody = agent.ask('conversation:assign', { conversationId, agentId: conversationId })
  expect((await refusalOf(nobody)).code).toBe('not-found')
})

test('[A04] accepting twice, assigning to the same agent and marking what is marked tell nothing and change no version', async () => {
  const agent = await world.agent()
  const { conversationId } = await (await world.visitor()).says('Is anybody going to take this?')
  const { assigneeId } = await agent.ask('conversation:accept', { conversationId })
  await agent.ask('conversation:mark', { conversationId, delivered: 1, read: 1 })
  const marked = await agent.heardFact('conversation.seen', ({ data }) => data.conversation.id === conversationId)

  await agent.ask('conversation:accept', { conversationId })
  await agent.ask('conversation:assign', { conversationId, agentId: assigneeId })
  await agent.ask('conversation:mark', { conversationId, delivered: 1, read: 1 })
  expect((await agent.ask('conversation:read', { conversationId })).conversation).toEqual(marked.data.conversation)
  // Facts come strictly in order: whatever was told before this one has been heard with it.
  await agent.ask('note:write', { conversationId, body: 'Mine' })
  const note = await agent.heardFact('note.written', ({ data }) => data.note.conversationId === conversationId)
  expect(note.n).toBe(marked.n + 1)
})
