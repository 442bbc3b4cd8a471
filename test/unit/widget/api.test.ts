import { beforeEach, describe, expect, it, vi } from 'vitest'

type Api = typeof import('../../../widget/loader/api')

let api: Api
beforeEach(async () => {
  vi.resetModules()
  api = await import('../../../widget/loader/api')
})

const turn = () => new Promise<void>((resolve) => setTimeout(resolve))

describe('Parley(…)', () => {
  it('does what is asked by name and ignores what it does not know', () => {
    const open = vi.fn()
    api.acts.open = open
    api.call('open')
    api.call('dance')
    expect(open).toHaveBeenCalledOnce()
  })

  it('tells every listener of an event, with its data', async () => {
    const [one, two] = [vi.fn(), vi.fn()]
    api.call('on', 'unread', one)
    api.call('on', 'unread', two)
    api.emit('unread', { count: 2 })
    await turn()
    expect(one).toHaveBeenCalledWith({ count: 2 })
    expect(two).toHaveBeenCalledWith({ count: 2 })
  })

  it('tells ready at once to whoever comes late', async () => {
    const [early, late] = [vi.fn(), vi.fn()]
    api.call('on', 'ready', early)
    await turn()
    expect(early).not.toHaveBeenCalled()
    api.emit('ready')
    api.call('on', 'ready', late)
    await turn()
    expect(early).toHaveBeenCalledOnce()
    expect(late).toHaveBeenCalledOnce()
  })

  it('ends the listening by the answer of on, and by off', async () => {
    const [one, two, three] = [vi.fn(), vi.fn(), vi.fn()]
    const end = api.call('on', 'open', one) as () => void
    api.call('on', 'open', two)
    api.call('on', 'open', three)
    end()
    api.call('off', 'open', two)
    api.emit('open')
    await turn()
    expect([one, two, three].map((fn) => fn.mock.calls.length)).toEqual([0, 0, 1])
    api.call('off', 'open')
    api.emit('open')
    await turn()
    expect(three).toHaveBeenCalledOnce()
  })

  it('reports a listener that throws and still tells the others', async () => {
    const reported: unknown[] = []
    vi.stubGlobal('queueMicrotask', (act: () => void) => {
      try {
        act()
      } catch (error) {
        reported.push(error)
      }
    })
    const other = vi.fn()
    api.call('on', 'close', () => {
      throw new Error('of the page')
    })
    api.call('on', 'close', other)
    api.emit('close')
    expect(other).toHaveBeenCalledOnce()
    expect(reported).toHaveLength(1)
  })
})
