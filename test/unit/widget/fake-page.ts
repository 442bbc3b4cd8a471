import { vi } from 'vitest'

class FakeElement extends EventTarget {
  className = ''
  textContent = ''
  ariaLabel = ''
  src = ''
  offsetTop = 0
  isConnected = true
  style = { cssText: '' }
  onload?: () => void
  contentWindow?: { postMessage: (...said: unknown[]) => void }
  append() {}
  prepend() {}
  focus() {}
  attachShadow = () => Object.assign(new FakeElement(), { adoptedStyleSheets: [] })
}

/** As much of a host page as the launcher touches, and what one can see of it there. */
export function fakePage() {
  const window = new EventTarget()
  const made = new Map<string, FakeElement>()
  const html = Object.assign(new FakeElement(), { style: { overflow: '' } })
  const kept: string[] = []
  const handedOver = vi.fn()
  const document = {
    documentElement: html,
    body: { inert: false },
    title: 'Tables',
    referrer: '',
    activeElement: null,
    createElement: (name: string) => {
      const element = new FakeElement()
      made.set(name, element)
      if (name === 'iframe') element.contentWindow = { postMessage: handedOver }
      return element
    },
  }
  const globals = {
    window,
    document,
    visualViewport: Object.assign(new EventTarget(), { height: 800, offsetTop: 0 }),
    location: { href: 'https://shop.test/', origin: 'https://shop.test' },
    history: { state: null, back() {}, pushState() {} },
    localStorage: { getItem: () => '1', setItem: (key: string) => kept.push(key), removeItem() {} },
    matchMedia: () => ({ matches: false }),
    requestIdleCallback: () => {},
    CSSStyleSheet: class {
      replaceSync() {}
    },
    MutationObserver: class {
      observe() {}
    },
    addEventListener: window.addEventListener.bind(window),
  }
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  const element = (name: string) => made.get(name) as FakeElement
  return {
    window,
    handedOver,
    get frame() {
      return element('iframe')
    },
    shown: () => ({
      open: element('iframe').className === 'on',
      label: element('button').ariaLabel,
      title: document.title,
      kept: [...kept],
    }),
  }
}
