import { describe, expect, it } from 'vitest'
import {
  emptyView,
  previewOf,
  receiptOf,
  takeFact,
  takeMessage,
  takeRead,
  takeSync,
  unreadOf,
} from '../../../widget/frame/state'
import { fakeServer, text } from './fake-server'

const loaded = (count: number) => {
  const server = fakeServer()
  server.store(...Array.from({ length: count }, (_, index) => text(index + 1)))
  return { server, view: takeSync(emptyView, server.view(0), emptyView).view }
}

describe('a sync', () => {
  it('shows everything it brought, and is done when nothing is missing', () => {
    const { server } = loaded(3)
    const { view, next } = takeSync(emptyView, server.view(0), emptyView)
    expect(view.messages.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(view.last).toBe(3)
    expect(next).toBe('done')
  })

  it('asks for more while the head is further', () => {
    const { server } = loaded(5)
    server.pageSize = 2
    const first = takeSync(emptyView, server.view(0), emptyView)
    expect(first.next).toBe('more')
    const second = takeSync(first.view, server.view(2), first.view)
    expect(second.view.last).toBe(4)
    expect(second.next).toBe('more')
  })

  it('drops the view when the epoch is another', () => {
    const { server, view } = loaded(3)
    server.epoch = 'restored'
    expect(takeSync(view, server.view(3), view)).toEqual({ view: emptyView, next: 'anew' })
  })

  it('drops the view when the head lies behind what is shown', () => {
    const { server, view } = loaded(3)
    server.messages.pop()
    expect(takeSync(view, server.view(3), view).next).toBe('anew')
  })

  it('does not take an answer for a restore when a send was acknowledged while it was under way', () => {
    const { server, view } = loaded(3)
    const answer = server.view(3)
    const grown = takeMessage(view, 'talk', text(4, 'visitor')).view
    expect(takeSync(grown, answer, view)).toMatchObject({ next: 'done', view: { last: 4 } })
  })

  it('shows a message once, however often it comes', () => {
    const { server, view } = loaded(3)
    expect(takeSync(view, server.view(0), view).view.messages).toHaveLength(3)
  })
})

describe('a message', () => {
  it('is shown when it is the next, ignored when it is known', () => {
    const { view } = loaded(2)
    expect(takeMessage(view, 'talk', text(3))).toMatchObject({ gap: false, view: { last: 3 } })
    expect(takeMessage(view, 'talk', text(2)).view.messages).toHaveLength(2)
  })

  it('is not shown beyond a gap', () => {
    const { view } = loaded(2)
    expect(takeMessage(view, 'talk', text(4))).toEqual({ view, gap: true })
  })

  it('of another conversation is a gap', () => {
    const { view } = loaded(2)
    expect(takeMessage(view, 'another', text(3)).gap).toBe(true)
  })

  it('that closes or reopens turns the status', () => {
    const { view } = loaded(1)
    const closed = takeMessage(view, 'talk', { ...text(2), kind: 'closed' }).view
    expect(closed.status).toBe('closed')
    expect(takeMessage(closed, 'talk', { ...text(3), kind: 'reopened' }).view.status).toBe('open')
  })
})

describe('marks', () => {
  it('of the team never go back', () => {
    const { view } = loaded(3)
    const seen = (delivered: number, read: number) =>
      ({ name: 'conversation.seen', data: { conversationId: 'talk', agentMarks: { delivered, read } } }) as const
    const ahead = takeFact(view, seen(3, 2)).view
    expect(takeFact(ahead, seen(1, 1)).view.agentMarks).toEqual({ delivered: 3, read: 2 })
  })

  it('say how far the team has got', () => {
    const marks = { delivered: 2, read: 1 }
    expect([1, 2, 3].map((seq) => receiptOf(seq, marks))).toEqual(['seen', 'delivered', 'sent'])
  })

  it('of the visitor count what is unread, and never beyond what is shown', () => {
    const { view } = loaded(3)
    expect(unreadOf(view)).toHaveLength(3)
    expect(unreadOf(takeRead(view, 2)).map(({ seq }) => seq)).toEqual([3])
    expect(takeRead(view, 99).visitorMarks.read).toBe(3)
  })

  it('leave the newest unseen text as the preview until it is waved away', () => {
    const { view } = loaded(3)
    expect(previewOf(view, '')?.id).toBe('id-3')
    expect(previewOf(view, 'id-3')).toBeNull()
    expect(previewOf(takeRead(view, 3), '')).toBeNull()
  })
})
