import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { follow } from '../../../agent-console/data/follow'
import { forgetMarks, mark } from '../../../agent-console/data/marks'
import { state, update } from '../../../agent-console/data/store'
import { FakeLine } from './fake-line'
import { conversation, fact, mapOf, message, person, selinKnows } from './rows'

let server: FakeLine

const turn = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const marks = () => server.asked.filter(({ name }) => name === 'conversation:mark').map(({ input }) => input)
const says = (seq: number, author: 'visitor' | 'agent') =>
  fact(20 + seq, 'message.sent', {
    message: message(seq, { author }),
    conversation: conversation('c1', { version: seq }),
    agentName: null,
  })

beforeEach(() => {
  vi.useFakeTimers()
  forgetMarks()
  server = new FakeLine().open()
  update(() => selinKnows({ people: mapOf(person('person of c1')) }))
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a message that arrives', () => {
  test('of a visitor is acknowledged, many at once together', async () => {
    for (let seq = 1; seq <= 30; seq++) follow(says(seq, 'visitor'))
    await turn(1_100)
    expect(marks()).toEqual([{ conversationId: 'c1', delivered: 30, read: 0 }])
  })

  test('of an agent is not', async () => {
    follow(says(1, 'agent'))
    await turn(1_100)
    expect(marks()).toEqual([])
  })

  test('of a person nobody has loaded brings that person, asked for once', async () => {
    update(() => selinKnows())
    follow(says(1, 'agent'))
    follow(says(2, 'agent'))
    await turn()
    expect(server.asked).toMatchObject([{ name: 'person:read', input: { personId: 'person of c1' } }])
    server.answer(person('person of c1', { name: 'Elif Yılmaz' }))
    await turn()
    expect(state.value.people.get('person of c1')?.name).toBe('Elif Yılmaz')
  })
})

describe('marks', () => {
  test('go forward only, and what is read has been delivered', async () => {
    mark('c1', 4, 9)
    mark('c1', 7, 2)
    await turn(1_100)
    expect(marks()).toEqual([{ conversationId: 'c1', delivered: 9, read: 9 }])
  })

  test('that were told are not told again', async () => {
    mark('c1', 3, 3)
    await turn(1_100)
    server.answer({})
    mark('c1', 3, 2)
    await turn(1_100)
    expect(marks()).toEqual([])
  })

  test('survive a line that breaks', async () => {
    mark('c1', 3, 3)
    await turn(1_100)
    server.cut()
    await turn(60_000)
    server = new FakeLine().open()
    await turn(60_000)
    expect(marks()).toEqual([{ conversationId: 'c1', delivered: 3, read: 3 }])
  })
})
