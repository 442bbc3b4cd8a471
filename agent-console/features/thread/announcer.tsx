import { useEffect, useRef, useState } from 'preact/hooks'
import type { Message } from '#shared/protocol/conversations'
import { t } from '../../data/session'

/** Read out, then gone: a live region that keeps its history is read again and again. */
const forMs = 1_000

type AnnouncerProps = {
  messages: readonly Message[]
  name: string
  typing: boolean
}

/** Tells a screen reader what the visitor says while the thread is open; nothing of what was there before. */
export function Announcer({ messages, name, typing }: AnnouncerProps) {
  const [said, setSaid] = useState('')
  const heard = useRef<number | null>(null)
  const last = messages.at(-1)?.seq ?? null
  useEffect(() => {
    const before = heard.current
    heard.current = last
    if (before === null || last === null) return
    const fresh = messages.filter(({ seq, author, kind }) => seq > before && author === 'visitor' && kind === 'text')
    if (fresh.length > 0) setSaid(fresh.map(({ body }) => t.value('thread.said', { name, text: body })).join('\n'))
  }, [last])
  useEffect(() => {
    if (typing) setSaid(t.value('thread.isTyping', { name }))
  }, [typing, name])
  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => setSaid(''), forMs)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <div class="unseen" role="log" aria-live="polite" aria-relevant="additions">
      {said}
    </div>
  )
}
