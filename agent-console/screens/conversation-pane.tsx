import type { ComponentChildren } from 'preact'
import { nameOf } from '../data/conversations'
import { t } from '../data/session'
import { state } from '../data/store'
import { Composer } from '../features/composer/composer'
import { TaskBanner } from '../features/reminders/task-banner'
import { Thread } from '../features/thread/thread'
import { ThreadHeader } from '../features/thread/thread-header'
import styles from './conversation-pane.module.css'

type ConversationPaneProps = {
  conversationId: string
  /** Where only one pane fits: the way back. */
  onBack?: (() => void) | undefined
  onIgnore?: (() => void) | undefined
  /** What stands at the end of the header. */
  children?: ComponentChildren
}

/** A conversation with all one does in it: who it is, what was said, what one answers. */
export function ConversationPane({ conversationId, onBack, onIgnore, children }: ConversationPaneProps) {
  const conversation = state.value.conversations.get(conversationId)
  const person = conversation && state.value.people.get(conversation.personId)
  const name = nameOf(person) ?? t.value('inbox.visitor', { code: person?.code ?? '' })
  return (
    <div class={styles.pane}>
      <ThreadHeader conversationId={conversationId} onBack={onBack} onIgnore={onIgnore}>
        {children}
      </ThreadHeader>
      <TaskBanner conversationId={conversationId} />
      <Thread key={conversationId} conversationId={conversationId} />
      {conversation ? <Composer key={`write ${conversationId}`} conversationId={conversationId} name={name} /> : null}
    </div>
  )
}
