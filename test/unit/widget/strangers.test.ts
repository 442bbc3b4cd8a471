import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ToLoader } from '#shared/protocol/frame'
import { meetHost } from '../../../widget/frame/device/host'
import { fakePage } from './fake-page'

const origin = 'https://shop.test'
const words = { parley: 'port', name: 'Kuzey', visible: true, attributes: {}, bootstrap: null, page: {} }

describe('the frame', () => {
  const parent = { name: 'the page around' }
  const sibling = { name: 'another frame of the page' }
  const popup = { name: 'a window the page opened' }
  let here: EventTarget
  let port: MessagePort

  beforeEach(() => {
    here = new EventTarget()
    port = new MessageChannel().port1
    vi.stubGlobal('parent', parent)
    vi.stubGlobal('addEventListener', here.addEventListener.bind(here))
    vi.stubGlobal('removeEventListener', here.removeEventListener.bind(here))
  })

  const say = (said: { data: unknown; origin: string; source: unknown; ports: MessagePort[] }) =>
    here.dispatchEvent(Object.assign(new Event('message'), said))
  const real = () => ({ data: words as unknown, origin, source: parent as unknown, ports: [port] })

  const hostile: [string, () => Partial<ReturnType<typeof real>>][] = [
    ['a foreign page around it', () => ({ origin: 'https://evil.test' })],
    ['a page whose origin only begins like it', () => ({ origin: `${origin}.evil.test` })],
    ['the same host without encryption, or on another port', () => ({ origin: 'http://shop.test' })],
    ['a sandboxed page', () => ({ origin: 'null' })],
    ['nowhere', () => ({ origin: '', source: null })],
    ['another frame of the page', () => ({ source: sibling })],
    ['a window the page opened', () => ({ source: popup })],
    ['a foreign frame that says the right words', () => ({ origin: 'https://evil.test', source: sibling })],
    ['the page, without a port', () => ({ ports: [] })],
    ['the page, saying nothing', () => ({ data: null })],
    ['the page, saying text', () => ({ data: 'port' })],
    ['the page, in another shape', () => ({ data: [words] })],
    ['the page, with words for somebody else', () => ({ data: { ...words, parley: 'open' } })],
    ['the page, with an object for a word', () => ({ data: { ...words, parley: ['port'] } })],
    [
      'the page, with the word on a prototype',
      () => ({ data: structuredClone(JSON.parse('{"__proto__":{"parley":"port"},"constructor":{"parley":"port"}}')) }),
    ],
  ]

  test.each(hostile)('does not hear %s', async (_, difference) => {
    const met = vi.fn()
    void meetHost(origin).then(met)
    say({ ...real(), ...difference() })
    await new Promise((resolve) => setTimeout(resolve))
    expect(met).not.toHaveBeenCalled()
    say(real())
    await vi.waitFor(() => expect(met).toHaveBeenCalledOnce())
    expect(met.mock.calls[0]?.[0].handover).toBe(words)
  })
})

describe('the launcher', () => {
  const chat = 'https://chat.test'

  async function drawn() {
    vi.resetModules()
    const page = fakePage()
    const { draw } = await import('../../../widget/loader/widget')
    const { call } = await import('../../../widget/loader/api')
    draw(chat, 'SITE', 'Kuzey', 'en')
    call('open')
    call('close')
    page.frame.onload?.()
    const [, , ports] = page.handedOver.mock.calls[0] ?? []
    const [port] = ports as [MessagePort]
    const tell = async (said: ToLoader) => {
      port.postMessage(said)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return { page, tell, port }
  }

  test('hands its port to the frame at its own exact address, and to nobody else', async () => {
    const { page, port } = await drawn()
    expect(page.handedOver).toHaveBeenCalledOnce()
    expect(page.handedOver).toHaveBeenCalledWith(expect.objectContaining({ parley: 'port' }), chat, [port])
    port.close()
  })

  test.each([
    { data: { say: 'visible', visible: true }, origin: 'https://evil.test' },
    { data: { say: 'visible', visible: true }, origin: chat },
    { data: { say: 'title', from: 'Tables', to: 'Pwned' }, origin: chat },
    { data: { say: 'key', act: 'setItem' }, origin: chat },
    { data: { say: 'show', label: 'Pwned', badge: '99', peek: 900 }, origin },
    { data: { ...words, parley: 'port' }, origin: chat },
    { data: JSON.parse('{"__proto__":{"say":"visible","visible":true}}'), origin: chat },
  ])('hears nothing that windows say, be it $data from $origin', async (said) => {
    const { page, port } = await drawn()
    const before = page.shown()
    for (const source of [page.frame.contentWindow, {}, null])
      page.window.dispatchEvent(Object.assign(new Event('message'), { ...said, source, ports: [] }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(page.shown()).toEqual(before)
    port.close()
  })

  test('hears the frame, through the port alone', async () => {
    const { page, tell, port } = await drawn()
    await tell({ say: 'show', label: 'Three new messages', badge: '3', peek: 0 })
    await tell({ say: 'title', from: 'Tables', to: '(3) Tables' })
    await tell({ say: 'visible', visible: true })
    expect(page.shown()).toEqual({ open: true, label: 'Three new messages', title: '(3) Tables', kept: [] })
    port.close()
  })
})
