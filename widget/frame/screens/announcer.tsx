import { useEffect, useRef, useState } from 'preact/hooks'
import type { SessionState } from '../session'
import { t } from '../ui/words'

/** Screen readers miss what is gone too soon and repeat what stays. */
const heardForMs = 1000

/** Reads new messages of the team aloud, and once per bout that somebody is writing. Never moves the focus. */
export function Announcer({ state }: { state: SessionState }) {
  const [text, setText] = useState('')
  const said = useRef<number | null>(null)
  const { view, loaded, typing } = state

  useEffect(() => {
    if (!loaded) return
    const from = said.current
    said.current = view.last
    if (from === null) return
    const news = view.messages.filter(({ seq, author, kind }) => seq > from && author === 'agent' && kind === 'text')
    if (news.length > 0) setText(news.map(({ agentName, body }) => `${agentName ?? t('team')}: ${body}`).join('\n'))
  }, [loaded, view.last])

  useEffect(() => {
    if (typing !== null) setText(t('typing', { name: typing }))
  }, [typing])

  useEffect(() => {
    if (!text) return
    const timer = setTimeout(() => setText(''), heardForMs)
    return () => clearTimeout(timer)
  }, [text])

  return (
    <p class="unseen" aria-live="polite">
      {text}
    </p>
  )
}
