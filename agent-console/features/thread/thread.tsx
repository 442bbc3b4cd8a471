import { ArrowDown, MessagesSquare, Unplug } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { visitorsTyping } from '../../data/live'
import { outbox } from '../../data/outbox'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import { Announcer } from './announcer'
import { linesOf } from './lines'
import styles from './thread.module.css'
import { ThreadLine } from './thread-line'
import { useFollow } from './use-follow'
import { usePointed } from './use-pointed'
import { useReadMarks } from './use-read-marks'
import { useThread } from './use-thread'
import { called } from './words'

/** This near to the top, older messages are asked for before anybody has to wait for them. */
const earlyPx = 600

/** The messages of a conversation. Give it the conversation's id as `key`: each thread has its own place and news. */
export function Thread({ conversationId }: { conversationId: string }) {
  const { thread, problem, isLoadingOlder, loadOlder, tryAgain } = useThread(conversationId)
  const conversation = state.value.conversations.get(conversationId)
  const name = called(conversation && state.value.people.get(conversation.personId))
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const messages = thread?.messages ?? []
  const mine = outbox.value.filter((one) => one.conversationId === conversationId)
  const marks = conversation?.visitorMarks ?? { delivered: 0, read: 0 }
  const lines = linesOf({ messages, notes: thread?.notes ?? [], deeds: thread?.lines ?? [], outgoing: mine, marks })
  const { atEnd, onScroll, toEnd } = useFollow(scroller, content, messages[0]?.id)
  const newestGroup = lines.findLast(({ kind }) => kind === 'group')
  usePointed(content, thread, loadOlder)
  const last = messages.at(-1)?.seq ?? 0
  const typing = visitorsTyping.value.has(conversationId)
  const seenTo = useRef(0)
  if (atEnd) seenTo.current = last
  const fresh = messages.filter(({ seq, author }) => seq > seenTo.current && author === 'visitor').length
  useReadMarks(conversationId, last, atEnd)

  const newest = mine.at(-1)?.id
  useEffect(() => {
    if (newest) toEnd()
  }, [newest])

  const look = () => {
    onScroll()
    if (thread?.more && (scroller.current?.scrollTop ?? earlyPx) < earlyPx) loadOlder()
  }
  // A page that does not fill the window can not be scrolled, so it asks by itself.
  useEffect(look, [messages[0]?.id, thread?.more])

  const goToNew = () => {
    const first = messages.find(({ seq, author }) => seq > seenTo.current && author === 'visitor')
    const target = [...(content.current?.querySelectorAll<HTMLElement>('li[data-seq]') ?? [])].find(
      (line) => Number(line.dataset.seq) >= (first?.seq ?? Number.POSITIVE_INFINITY),
    )
    toEnd()
    if (target) target.tabIndex = -1
    ;(target ?? scroller.current)?.focus({ preventScroll: true })
  }

  if (problem && !thread) return <Problem isMissing={problem === 'missing'} onAgain={tryAgain} />
  return (
    <div class={styles.frame}>
      <section
        ref={scroller}
        class={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t.value('thread.messages', { name })}
        aria-busy={!thread}
        onScroll={look}
      >
        <div ref={content} class={styles.content}>
          {thread ? <p class={styles.top}>{t.value(topOf(isLoadingOlder || thread.more))}</p> : <Skeleton />}
          <ol class={styles.lines}>
            {lines.map((line) => (
              <ThreadLine
                key={line.key}
                line={line}
                name={name}
                conversationId={conversationId}
                isNewest={line === newestGroup}
              />
            ))}
          </ol>
          {typing ? <Typing /> : null}
        </div>
      </section>
      {atEnd ? null : (
        <button type="button" class={styles.down} onClick={goToNew}>
          <Icon icon={ArrowDown} />
          {fresh > 0 ? t.value('thread.new', { count: fresh }) : t.value('thread.newest')}
        </button>
      )}
      <Announcer messages={messages} name={name} typing={typing} />
    </div>
  )
}

const topOf = (more: boolean) => (more ? 'thread.older' : 'thread.start')

const Typing = () => (
  <div class={styles.typing} aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
)

const Skeleton = () => (
  <div class={styles.skeleton}>
    <span class="unseen">{t.value('thread.loading')}</span>
    <i />
    <i />
    <i />
  </div>
)

const Problem = ({ isMissing, onAgain }: { isMissing: boolean; onAgain: () => void }) => (
  <div class={styles.problem}>
    {isMissing ? (
      <EmptyState icon={MessagesSquare} title={t.value('thread.missing')} text={t.value('thread.missingText')} />
    ) : (
      <EmptyState
        icon={Unplug}
        title={t.value('thread.failed')}
        action={<Button onClick={onAgain}>{t.value('inbox.again')}</Button>}
      />
    )}
  </div>
)
