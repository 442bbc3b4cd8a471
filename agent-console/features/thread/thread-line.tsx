import { Lock } from 'lucide'
import type { Message, Note } from '#shared/protocol/conversations'
import { me, t } from '../../data/session'
import { LinkedText } from '../../parts/text/linked-text'
import { Icon } from '../../ui/icon'
import { now, When } from '../../ui/when'
import { Deed } from './deed'
import type { Line } from './lines'
import { MessageGroup } from './message-group'
import styles from './thread-line.module.css'
import { agentCalled, sayDay } from './words'

type ThreadLineProps = { line: Line; name: string; conversationId: string; isNewest: boolean }

/** One line of a thread, whatever it is. */
export function ThreadLine({ line, name, conversationId, isNewest }: ThreadLineProps) {
  switch (line.kind) {
    case 'group':
      return <MessageGroup group={line} name={name} conversationId={conversationId} isNewest={isNewest} />
    case 'note':
      return <NoteCard note={line.note} />
    case 'deed':
      return <Deed fact={line.fact} />
    case 'turn':
      return <Turn message={line.message} />
    case 'day':
      return (
        <li class={styles.middle}>
          <h3 class={styles.day}>{sayDay(line.at, now.value)}</h3>
        </li>
      )
  }
}

/** Yellow means: between us. */
function NoteCard({ note }: { note: Note }) {
  const author = agentCalled(note.agentId)
  return (
    <li class={styles.note}>
      <Icon icon={Lock} class={styles.lock} />
      <div class={styles.words}>
        <span class="unseen">{t.value('thread.note', { name: author })}: </span>
        <b class={styles.author} aria-hidden="true">
          {author}
        </b>
        <span dir="auto">
          <LinkedText text={note.body} />
        </span>
      </div>
      <When at={note.writtenAt} as="clock" class={styles.clock} />
    </li>
  )
}

/** The conversation was closed or reopened. */
function Turn({ message }: { message: Message }) {
  return (
    <li class={styles.middle}>
      <span>{said(message)}</span>
      <span aria-hidden="true"> · </span>
      <When at={message.sentAt} as="clock" />
    </li>
  )
}

function said({ kind, agentId }: Message): string {
  const mine = agentId !== null && agentId === me.value?.agent.id
  if (kind === 'closed')
    return mine ? t.value('thread.youClosed') : t.value('thread.didClose', { name: agentCalled(agentId) })
  if (agentId === null) return t.value('thread.visitorReopened')
  return mine ? t.value('thread.youReopened') : t.value('thread.didReopen', { name: agentCalled(agentId) })
}
