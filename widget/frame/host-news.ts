import type { ToLoader } from '#shared/protocol/frame'
import type { Page } from '#shared/protocol/people'
import type { Session } from './session'
import { unreadOf } from './state'
import { t } from './ui/words'

/** What is seen as soon as it is drawn has never been unread. */
const seenAtOnceMs = 100

/** Tells the page around the frame what it must know, each thing once: written, received, unread, the title. */
export function createHostNews(session: Session, say: (words: ToLoader) => void) {
  let before = session.state()
  let open = false
  let peek = 0
  let unread = 0
  let shown = ''
  let prefix = ''
  let counting: ReturnType<typeof setTimeout> | undefined

  const show = () => {
    const words: ToLoader = {
      say: 'show',
      label: open ? t('close') : unread > 0 ? t('openUnread', { count: unread }) : t('openPlain'),
      badge: open || unread === 0 ? '' : unread > 9 ? '9+' : `${unread}`,
      peek: open ? 0 : peek,
    }
    const now = JSON.stringify(words)
    if (now !== shown) say(words)
    shown = now
  }

  const look = () => {
    const state = session.state()
    const { view, kept } = state
    const news = before.loaded ? view.messages.filter(({ seq }) => seq > before.view.last) : []
    if (kept !== before.kept && kept !== null) say({ say: 'key', act: kept ? 'setItem' : 'removeItem' })
    before = state
    for (const { id, author, kind } of news)
      if (author === 'agent' && kind === 'text') say({ say: 'event', event: 'message:received', data: { id } })
    clearTimeout(counting)
    counting = setTimeout(count, seenAtOnceMs)
  }

  const count = () => {
    const { length } = unreadOf(session.state().view)
    if (length === unread) return
    unread = length
    say({ say: 'event', event: 'unread', data: { count: unread } })
    // The answer brings the title as it is now, and the count goes in front of that.
    say({ say: 'page' })
    show()
  }

  session.subscribe(look)
  return {
    opened: (now: boolean) => {
      open = now
      show()
    },
    /** The preview takes this much height; 0 when there is none. */
    peek: (height: number) => {
      peek = height
      show()
    },
    /** Takes the page as it is and gives it back under the title its maker wrote. */
    page: (page: Page): Page => {
      const title = page.title.startsWith(prefix) ? page.title.slice(prefix.length) : page.title
      prefix = document.hidden && unread > 0 ? `(${unread}) ` : ''
      if (prefix + title !== page.title) say({ say: 'title', from: page.title, to: prefix + title })
      return { ...page, title }
    },
  }
}
