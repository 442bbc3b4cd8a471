import { ArrowLeft } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Page, Person } from '#shared/protocol/people'
import { onlinePeople, pages } from '../../data/live'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/button'
import { AssignMenu } from './assign-menu'
import { StatusActions } from './status-actions'
import styles from './thread-header.module.css'
import { called, sayPage } from './words'

type ThreadHeaderProps = {
  conversationId: string
  /** Where only one pane fits: back to the list. */
  onBack?: (() => void) | undefined
  /** Leaves a waiting conversation to the others for a moment. */
  onIgnore?: (() => void) | undefined
  /** What the screen adds at the end. */
  children?: ComponentChildren
}

/** Who this is, where they are, and what can be done with the conversation. */
export function ThreadHeader({ conversationId, onBack, onIgnore, children }: ThreadHeaderProps) {
  const conversation = state.value.conversations.get(conversationId)
  const person = conversation && state.value.people.get(conversation.personId)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (onBack) heading.current?.focus()
  }, [conversationId, Boolean(onBack)])
  return (
    <header class={styles.header}>
      {onBack ? <h1 class="unseen">{t.value('inbox.title')}</h1> : null}
      {onBack ? <IconButton icon={ArrowLeft} iconSize={18} label={t.value('thread.back')} onClick={onBack} /> : null}
      {person ? <Identity person={person} page={pages.value.get(conversationId)} heading={heading} /> : null}
      <div class={styles.actions}>
        {conversation ? (
          <>
            <StatusActions conversation={conversation} onIgnore={onIgnore} />
            <AssignMenu conversation={conversation} />
          </>
        ) : null}
        {children}
      </div>
    </header>
  )
}

type IdentityProps = { person: Person; page: Page | undefined; heading: { current: HTMLHeadingElement | null } }

function Identity({ person, page, heading }: IdentityProps) {
  const isOnline = onlinePeople.value.has(person.id)
  const name = called(person)
  return (
    <>
      <Avatar id={person.id} name={name} presence={isOnline ? 'online' : 'offline'} />
      <div class={styles.who}>
        <h2 ref={heading} tabIndex={-1} class={styles.name} dir="auto">
          {name}
        </h2>
        <p class={styles.where} title={isOnline ? page?.title : undefined}>
          {isOnline && page
            ? t.value('thread.onPage', { page: sayPage(page) })
            : t.value(isOnline ? 'thread.online' : 'thread.offline')}
        </p>
      </div>
    </>
  )
}
