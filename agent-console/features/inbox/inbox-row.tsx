import { Clock3 } from 'lucide'
import type { Conversation, InboxView } from '#shared/protocol/conversations'
import { nameOf } from '../../data/conversations'
import { draftOf } from '../../data/drafts'
import { onlinePeople, visitorsTyping } from '../../data/live'
import { me, t } from '../../data/session'
import { state } from '../../data/store'
import { inboxPath } from '../../routes'
import { Avatar } from '../../ui/avatar'
import { Badge, Count } from '../../ui/badge'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { now, When } from '../../ui/when'
import styles from './inbox-row.module.css'
import { DealPill, openDealsOf, RowDeal } from './row-deal'

/** Whoever waits longer than this is waiting long. */
const longMs = 5 * 60_000

type InboxRowProps = {
  conversation: Conversation
  view: InboxView
  selected: boolean
  /** Whether Tab stops here. */
  isStop: boolean
  onFocus: () => void
}

/** One conversation in a list. */
export function InboxRow({ conversation, view, selected, isStop, onFocus }: InboxRowProps) {
  const { id, personId, unread, status, lastAt, waitingSince } = conversation
  const person = state.value.people.get(personId)
  const name = nameOf(person) ?? t.value('inbox.visitor', { code: person?.code ?? '' })
  const isOnline = onlinePeople.value.has(personId)
  const waits = view === 'incoming' && waitingSince !== null
  const deals = openDealsOf(conversation)
  return (
    <>
      <a
        href={inboxPath(view, id)}
        class={classes(styles.row, selected && styles.selected, unread > 0 && styles.unread)}
        aria-current={selected ? 'page' : undefined}
        data-conversation={id}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
      >
        <Avatar id={personId} name={name} presence={isOnline ? 'online' : undefined} />
        <span class={styles.words}>
          <span class={styles.line}>
            <span class={styles.name} dir="auto">
              {name}
            </span>
            {isOnline ? <span class="unseen">, {t.value('inbox.online')}</span> : null}
            {status === 'closed' ? <Badge>{t.value('inbox.closed')}</Badge> : null}
            {waits ? (
              <span class={classes(styles.when, isLong(waitingSince) && styles.long)}>
                <Icon icon={Clock3} size={12} label={t.value('inbox.waiting')} />
                <When at={waitingSince} />
              </span>
            ) : (
              <When at={lastAt} class={styles.when} />
            )}
          </span>
          <span class={styles.line}>
            {deals.length > 0 ? (
              <span class={styles.room} aria-hidden="true">
                <DealPill deals={deals} />
              </span>
            ) : null}
            <Preview conversation={conversation} />
            <Count count={unread} label={t.value('inbox.unread', { count: unread })} />
          </span>
        </span>
      </a>
      <RowDeal conversation={conversation} deals={deals} isStop={isStop} />
    </>
  )
}

const isLong = (since: string) => now.value - Date.parse(since) > longMs

function Preview({ conversation: { id, preview, previewBy, assigneeId } }: { conversation: Conversation }) {
  if (visitorsTyping.value.has(id))
    return (
      <span class={classes(styles.preview, styles.typing)}>
        {t.value('inbox.typing')}
        <span class={styles.dots} aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      </span>
    )
  const draft = draftOf(id, 'reply').trim()
  if (draft) return <span class={classes(styles.preview, styles.draft)}>{t.value('inbox.draft', { text: draft })}</span>
  return (
    <span class={styles.preview} dir="auto">
      {previewBy === 'agent' ? ourWords(preview, assigneeId) : preview}
    </span>
  )
}

/** Who of us said it is not part of a row; most likely it was whoever has the conversation. */
function ourWords(text: string, assigneeId: string | null): string {
  const agent = assigneeId && assigneeId !== me.value?.agent.id ? state.value.agents.get(assigneeId) : undefined
  const [firstName] = agent?.name.split(' ') ?? []
  return firstName ? t.value('thread.said', { name: firstName, text }) : t.value('inbox.you', { text })
}
