import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#shared/protocol/index'
import type { Line } from '../support/ask'
import { World } from '../support/world'

let world: World
let agent: Line
let marcusId: string
let reason: string
let about: { personId: string; conversationId: string }

beforeAll(async () => {
  world = await World.open({ locale: 'tr' })
  agent = await world.agent()
  marcusId = (await world.newcomer('Marcus Hale')).id
  const { conversationId } = await (await world.visitor()).says('Twenty seats')
  const { person } = await agent.ask('conversation:read', { conversationId })
  about = { personId: person.id, conversationId }
  reason = (await agent.ask('pipeline:list', {}))[0]?.lossReasons[0]?.id ?? ''
})
afterAll(() => world.close())

/** A deal with two open tasks and one that is done. */
async function busyDeal() {
  const deal = await agent.ask('deal:create', about)
  const task = (title: string) => agent.ask('task:create', { ...about, dealId: deal.id, title, dueOn: '2027-05-01' })
  const [call, write, done] = [await task('Call'), await task('Write'), await task('Done before')]
  await agent.ask('task:complete', { taskId: done.id })
  return { deal, call, write, done }
}

const lose = (dealId: string, more: Partial<InputOf<'deal:lose'>> = {}) =>
  agent.ask('deal:lose', { dealId, lossReasonId: reason, ...more })

const standing = async (dealId: string) =>
  (await agent.ask('task:ofPerson', { personId: about.personId }))
    .filter((task) => task.dealId === dealId)
    .map(({ title, status, assigneeId }) => [title, status, assigneeId === marcusId ? 'Marcus' : 'me'])

test('[T12] losing a deal calls its open tasks off, each told with its reason, in one step', async () => {
  const { deal, call } = await busyDeal()
  await lose(deal.id, { tasks: { act: 'cancel' } })
  expect(await standing(deal.id)).toEqual([
    ['Call', 'cancelled', 'me'],
    ['Write', 'cancelled', 'me'],
    ['Done before', 'done', 'me'],
  ])
  const { n, data } = await agent.heardFact('task.cancelled', (fact) => fact.data.task.id === call.id)
  expect(data).toMatchObject({ because: 'lost', deal: { id: deal.id, outcome: 'lost' } })
  const lost = await agent.heardFact('deal.lost', (fact) => fact.data.deal.id === deal.id)
  expect([1, 2]).toContain(n - lost.n)
  const [card] = (await agent.ask('deal:ofPerson', { personId: about.personId })).filter(
    (one) => one.deal.id === deal.id,
  )
  expect(card).toMatchObject({ hasOpenTask: false, nextTaskAt: null })
})

test('[T12] winning one may tick them, give them to somebody else, or leave them', async () => {
  const ticked = await busyDeal()
  await agent.ask('deal:win', { dealId: ticked.deal.id, tasks: { act: 'complete' } })
  expect((await standing(ticked.deal.id)).map(([, status]) => status)).toEqual(['done', 'done', 'done'])
  const given = await busyDeal()
  await agent.ask('deal:win', { dealId: given.deal.id, tasks: { act: 'reassign', toAgentId: marcusId } })
  expect(await standing(given.deal.id)).toEqual([
    ['Call', 'open', 'Marcus'],
    ['Write', 'open', 'Marcus'],
    ['Done before', 'done', 'me'],
  ])
  const left = await busyDeal()
  await agent.ask('deal:win', { dealId: left.deal.id })
  expect((await standing(left.deal.id)).map(([, status]) => status)).toEqual(['open', 'open', 'done'])
})

test('[T12] a lost deal may bring itself back to mind on a day', async () => {
  const { deal } = await busyDeal()
  await lose(deal.id, { tasks: { act: 'cancel' }, followUpOn: '2027-06-01' })
  const { data } = await agent.heardFact('task.created', (fact) => fact.data.task.dueOn === '2027-06-01')
  expect(data.task).toMatchObject({ dealId: deal.id, conversationId: about.conversationId, remind: true })
  expect(data.task.title).toContain(deal.name)
  expect(data.deal).toMatchObject({ hasOpenTask: true, nextTaskAt: data.task.dueAt })
})

test('[T12] an ending that is refused leaves the tasks as they were', async () => {
  const { deal } = await busyDeal()
  await expect(agent.ask('deal:lose', { dealId: deal.id, tasks: { act: 'cancel' } })).rejects.toThrow('loss-reason')
  expect((await standing(deal.id)).map(([, status]) => status)).toEqual(['open', 'open', 'done'])
})
