import { launcher as english } from '#shared/i18n/en/widget'
import { launcher as turkish } from '#shared/i18n/tr/widget'
import type { Handover, ToFrame, ToLoader } from '#shared/protocol/frame'
import type { Attributes, Page } from '#shared/protocol/people'
import { acts, emit } from './api'
import { look, phone } from './look'

const html = document.documentElement
const viewport = visualViewport as VisualViewport

const attributes: Attributes = {}
let open = false
let wanted = false
let show = (want: boolean) => {
  wanted = want
}
let say = (_: ToFrame) => {}

Object.assign(acts, {
  open: () => show(true),
  close: () => show(false),
  toggle: () => show(!open),
  set: (said: Attributes) => {
    Object.assign(attributes, said)
    say({ say: 'set', attributes })
  },
})

/** Draws the launcher; the panel's iframe is made when it is first wanted. All between page and frame passes here. */
export const draw = (host: string, site: string, name: string, locale: string) => {
  const home = document.createElement('parley-chat')
  const root = home.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  const button = document.createElement('button')
  const badge = document.createElement('i')
  const frame = document.createElement('iframe')
  let bootstrap: string | null = null
  let peek = 0
  let inHistory = false
  let locked = false
  let overflow = 'hidden'

  // Undefined where the page refuses storage too: then the frame is made when it is asked for.
  const memory = (act: 'getItem' | 'setItem' | 'removeItem') => {
    try {
      return localStorage[act as 'setItem'](`parley:${site}`, '1') as unknown
    } catch {}
  }

  const pageNow = (): Page => ({ url: location.href, title: document.title, referrer: document.referrer })
  const tellPage = () => say({ say: 'page', page: pageNow() })

  // On a phone the panel covers the page, which is then out of reach, and gives way to the on-screen keyboard.
  const paint = () => {
    const full = open && matchMedia(phone).matches
    frame.className = open ? 'on' : peek ? 'peek' : ''
    frame.style.cssText = full
      ? `height:${viewport.height}px;top:${viewport.offsetTop}px`
      : open || !peek
        ? ''
        : `height:${peek}px`
    if (full === locked) return
    locked = document.body.inert = full
    ;[html.style.overflow, overflow] = [overflow, html.style.overflow]
  }

  const admit = () =>
    void fetch(`${host}/widget/${site}/bootstrap`, { method: 'POST', credentials: 'omit' })
      .then((answer) => answer.json())
      .then(({ token }) => {
        bootstrap = token
        say({ say: 'bootstrap', token })
      })
      .catch(() => {})

  const hear = ({ data }: MessageEvent<ToLoader>) => {
    if (data.say === 'visible') show(data.visible)
    if (data.say === 'page') tellPage()
    if (data.say === 'bootstrap') admit()
    if (data.say === 'key') memory(data.act)
    if (data.say === 'event') emit(data.event, data.data)
    if (data.say === 'title' && document.title === data.from) document.title = data.to
    if (data.say === 'show') {
      button.ariaLabel = data.label
      badge.textContent = data.badge
      peek = data.peek
      paint()
    }
  }

  const make = () => {
    if (frame.src) return
    frame.src = `${host}/frame/${site}#o=${location.origin}&l=${locale}`
    root.prepend(frame)
    for (const change of ['resize', 'scroll']) viewport.addEventListener(change, paint)
    // The title follows the address a moment later.
    window.navigation?.addEventListener('currententrychange', () => setTimeout(tellPage, 300))
    if (!memory('getItem')) admit()
  }

  show = (want) => {
    if (want === open) return
    make()
    // Read, so that a first opening is drawn from its beginning and not at its end.
    void frame.offsetTop
    const hadFocus = document.activeElement === home
    open = want
    paint()
    if (want) frame.focus()
    else if (hadFocus) button.focus()
    if (inHistory) history.back()
    inHistory = locked
    if (locked) history.pushState(history.state, '')
    say({ say: 'visible', visible: want })
    emit(want ? 'open' : 'close')
  }

  // Each time: an app that takes the page apart and puts it together again makes the frame start anew.
  frame.onload = () => {
    const { port1, port2 } = new MessageChannel()
    const words: Handover = { parley: 'port', name, page: pageNow(), visible: open, attributes, bootstrap }
    port1.onmessage = hear
    say = (said) => port1.postMessage(said)
    frame.contentWindow?.postMessage(words, host, [port2])
  }
  frame.title = name
  button.ariaLabel = (/^tr/.test(locale) ? turkish : english).open
  button.onclick = () => show(!open)
  button.onkeydown = (event) => event.key === 'Escape' && show(false)
  // Whoever comes near will likely click. The frame loads, unseen; it connects and stores nothing until it is opened.
  button.onfocus = button.onpointerenter = make
  // Gone back already, so closing must not go back once more.
  addEventListener('popstate', () => {
    const was = inHistory
    inHistory = false
    if (was) show(inHistory)
  })
  sheet.replaceSync(look)
  root.adoptedStyleSheets = [sheet]
  button.append(badge)
  root.append(button)
  html.append(home)
  new MutationObserver(() => home.isConnected || html.append(home)).observe(html, { childList: true })
  show(wanted)
  if (memory('getItem')) (window.requestIdleCallback || setTimeout)(make)
}
