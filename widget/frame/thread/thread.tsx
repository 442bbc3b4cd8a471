import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Session, SessionState } from '../session'
import { unreadOf } from '../state'
import { Icon } from '../ui/icons'
import { day, t } from '../ui/words'
import { Failed, Group } from './group'
import { arrange, type Line } from './lines'

/** So close to the end still counts as being there. */
const nearPx = 48

type Props = { session: Session; state: SessionState; open: boolean }

/** The conversation, held at its end unless the visitor has scrolled up to read. */
export function Thread({ session, state, open }: Props) {
  const scroller = useRef<HTMLElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const { view, pending, typing } = state
  const lines = arrange(view, pending)
  const lastOwn = pending.at(-1)?.id

  const toEnd = () => {
    const box = scroller.current
    if (box) box.scrollTop = box.scrollHeight
  }
  const measure = () => {
    const box = scroller.current
    if (box) setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < nearPx)
  }

  useLayoutEffect(() => {
    if (atEnd) toEnd()
  }, [view.last, typing])
  // The visitor's own words are always shown, wherever the thread stood.
  useLayoutEffect(() => {
    if (lastOwn) toEnd()
  }, [lastOwn])

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const keep = new ResizeObserver(() => atEnd && toEnd())
    keep.observe(box)
    return () => keep.disconnect()
  }, [atEnd])

  useEffect(() => {
    const look = () => {
      if (open && atEnd && state.loaded && document.visibilityState === 'visible') session.seen(view.last)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [open, atEnd, state.loaded, view.last])

  return (
    <div class="thread">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroller" ref={scroller} onScroll={measure} tabIndex={0} aria-label={t('messages')}>
        <ol>
          {lines.map((line) => (
            <LineView key={line.key} line={line} session={session} />
          ))}
        </ol>
        {typing !== null && <Typing name={typing} />}
      </section>
      {!atEnd && unreadOf(view).length > 0 && (
        <button type="button" class="to-end" onClick={() => showNew(scroller.current)}>
          {t('newMessages')} <Icon name="down" size={14} />
        </button>
      )}
    </div>
  )
}

function LineView({ line, session }: { line: Line; session: Session }) {
  switch (line.is) {
    case 'day':
      return <Between heading>{day(line.at)}</Between>
    case 'event':
      return <Between>{t(line.kind)}</Between>
    case 'failed':
      return <Failed line={line} retry={session.retry} discard={session.discard} />
    case 'group':
      return <Group line={line} />
  }
}

const Between = ({ heading, children }: { heading?: boolean; children: ComponentChildren }) => (
  <li class="between">{heading ? <h2>{children}</h2> : <p>{children}</p>}</li>
)

const Typing = ({ name }: { name: string }) => {
  return (
    <p class="typing">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="unseen">{t('typing', { name })}</span>
    </p>
  )
}

function showNew(box: HTMLElement | null) {
  if (!box) return
  box.scrollTop = box.scrollHeight
  box.focus()
}
