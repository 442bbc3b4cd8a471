import { describe, expect, it } from 'vitest'
import type { Pending } from '../../../widget/frame/delivery/outbox'
import { emptyView } from '../../../widget/frame/state'
import { arrange } from '../../../widget/frame/thread/lines'
import { text } from './fake-server'

const waiting = (id: string, at: number, state: Pending['state'] = 'sending'): Pending => ({
  id,
  body: id,
  page: { url: '', title: '', referrer: '' },
  language: 'en',
  at,
  visitor: 'v',
  state,
  foreign: false,
})

describe('the thread', () => {
  it('groups what one side says in one breath and breaks days', () => {
    const next = { ...text(4), sentAt: '2026-11-24T09:00:00.000Z' }
    const lines = arrange({ ...emptyView, messages: [text(1), text(2), text(3, 'visitor'), next] }, [])
    expect(lines.map(({ is }) => is)).toEqual(['day', 'group', 'group', 'day', 'group'])
    expect(lines[1]).toMatchObject({ from: 'agent', name: 'Selin', bubbles: [{ id: 'id-1' }, { id: 'id-2' }] })
  })

  it('shows a message once when it is both stored and still in the outbox', () => {
    const message = text(1, 'visitor')
    const lines = arrange({ ...emptyView, messages: [message] }, [
      waiting(message.id, Date.parse(message.sentAt), 'sent'),
    ])
    expect(lines.filter(({ is }) => is === 'group')).toMatchObject([{ bubbles: [{ id: 'id-1' }] }])
  })

  it('says of a group how far its last message has got', () => {
    const message = text(1, 'visitor')
    const view = { ...emptyView, messages: [message], agentMarks: { delivered: 1, read: 1 } }
    expect(arrange(view, []).at(-1)).toMatchObject({ state: 'seen' })
    expect(arrange(view, [waiting('x', Date.parse(message.sentAt) + 1)]).at(-1)).toMatchObject({ state: 'sending' })
  })

  it('lets a failed message stand alone', () => {
    expect(arrange(emptyView, [waiting('a', 1), waiting('b', 2, 'failed')]).map(({ is }) => is)).toEqual([
      'day',
      'group',
      'failed',
    ])
  })
})
