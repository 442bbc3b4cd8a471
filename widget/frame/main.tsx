import { render } from 'preact'
import { widget as english } from '#shared/i18n/en/widget'
import { widget as turkish } from '#shared/i18n/tr/widget'
import { systemClock } from './delivery/clock'
import { socketLine } from './delivery/socket-line'
import { fitAttributes, fitPage, meetHost, readAddress } from './device/host'
import { deviceKeep, tabNote } from './device/keep'
import { tabMirror } from './device/mirror'
import { deviceStore } from './device/outbox-store'
import { createHostNews } from './host-news'
import { App } from './screens/app'
import { createSession } from './session'
import { speak, t } from './ui/words'

/** How often a visible tab makes sure that it has missed nothing. */
const lookEveryMs = 60_000
/** How often a page is asked where it is, in browsers that do not tell. */
const askPageEveryMs = 2000

const { site, origin, locale } = readAddress(location)

void meetHost(origin).then(({ handover, say, hear }) => {
  const { language } = navigator
  // British clocks for a British visitor.
  speak(locale === 'tr' ? turkish : english, language.startsWith(locale) ? language : locale)
  const keep = deviceKeep(site)
  const known = keep.read() !== null
  const session = createSession({
    site,
    locale,
    language,
    openLine: socketLine(location.origin),
    keep,
    store: deviceStore(site),
    clock: systemClock,
    mirror: tabMirror(site),
    askBootstrap: () => say({ say: 'bootstrap' }),
    hear: {
      sent: (id) => say({ say: 'event', event: 'message:sent', data: { id } }),
      error: (code) => say({ say: 'event', event: 'error', data: { code } }),
    },
  })
  const news = createHostNews(session, say)
  const draft = tabNote(site, 'draft')
  const dismissed = tabNote(site, 'dismissed')
  const ask = (visible: boolean) => say({ say: 'visible', visible })

  const show = (open: boolean) => {
    if (open) session.start()
    news.opened(open)
    render(
      <App
        session={session}
        name={handover.name}
        open={open}
        draft={draft}
        dismissed={dismissed}
        show={ask}
        peek={news.peek}
      />,
      document.body,
    )
  }
  const look = () => {
    say({ say: 'page' })
    if (!document.hidden) session.wake()
  }

  document.documentElement.lang = locale
  document.title = t('title', { name: handover.name })
  hear((heard) => {
    if (heard.say === 'page') session.page(fitPage(news.page(heard.page)))
    if (heard.say === 'visible') show(heard.visible)
    if (heard.say === 'bootstrap') session.bootstrap(heard.token)
    if (heard.say === 'set') session.describe(fitAttributes(heard.attributes))
  })
  document.addEventListener('visibilitychange', look)
  addEventListener('pageshow', look)
  addEventListener('online', look)
  setInterval(() => document.hidden || look(), lookEveryMs)
  if (!('navigation' in window)) setInterval(() => document.hidden || say({ say: 'page' }), askPageEveryMs)

  session.page(fitPage(handover.page))
  session.describe(fitAttributes(handover.attributes))
  session.bootstrap(handover.bootstrap)
  // Woken by the page for a visitor this browser no longer knows: there is nothing to wait for.
  if (known) session.start()
  else if (!handover.visible) say({ say: 'key', act: 'removeItem' })
  show(handover.visible)
})
