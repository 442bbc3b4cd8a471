import { Inbox as InboxIcon, PanelRight } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import type { InboxView } from '#shared/protocol/conversations'
import { me, t } from '../data/session'
import { state } from '../data/store'
import { toast } from '../data/toasts'
import { DealSheet } from '../features/deal-sheet/deal-sheet'
import { ignore, unignore } from '../features/inbox/ignored'
import { Inbox } from '../features/inbox/inbox'
import { PersonPanel } from '../features/person-panel/person-panel'
import { inboxPath } from '../routes'
import { IconButton } from '../ui/button'
import { classes } from '../ui/classes'
import { EmptyState } from '../ui/empty-state'
import { useHotkeys } from '../ui/hotkeys'
import { ConversationPane } from './conversation-pane'
import styles from './inbox-screen.module.css'
import { useMedia } from './use-media'
import { usePanel } from './use-panel'

/** The inbox: the lists, one conversation, and the person behind it. */
export function InboxScreen() {
  const { params } = useRoute()
  const { route } = useLocation()
  const isNarrow = useMedia('(max-width: 859px)')
  const named = viewNamed(params.view)
  const view = named ?? (state.value.counts.mine > 0 ? 'mine' : 'incoming')
  const { conversationId } = params
  const conversation = conversationId ? state.value.conversations.get(conversationId) : undefined
  const { isShown, isDrawer, toggle, close, panel, button } = usePanel(conversationId)

  useEffect(() => {
    if (!named) route(inboxPath(view), true)
  }, [named, view, route])
  // What I take from Incoming goes on among mine, and its row with it.
  const free = useRef<string | undefined>(undefined)
  const assigneeId = view === 'incoming' ? conversation?.assigneeId : undefined
  useEffect(() => {
    const wasFree = free.current === conversationId
    free.current = assigneeId === null ? conversationId : undefined
    if (wasFree && assigneeId && assigneeId === me.value?.agent.id) route(inboxPath('mine', conversationId), true)
  }, [assigneeId, conversationId, route])

  useHotkeys([
    ...(conversation
      ? [{ keys: ']', label: t.value('inbox.keys.panel'), group: t.value('inbox.keys'), run: toggle }]
      : []),
    ...(isDrawer && isShown ? [{ keys: 'escape', run: close }] : []),
  ])

  const onIgnore = () => {
    if (!conversationId) return
    ignore(conversationId)
    toast(t.value('thread.ignored'), { undo: () => unignore(conversationId) })
    route(inboxPath('incoming'))
  }
  return (
    <div class={classes(styles.screen, conversationId && styles.isOpen)}>
      <div class={styles.list}>
        <Inbox view={view} selectedId={conversationId} onView={(next) => route(inboxPath(next, conversationId))} />
      </div>
      <div class={styles.middle}>
        {conversationId ? (
          <ConversationPane
            conversationId={conversationId}
            onBack={isNarrow ? () => route(inboxPath(view)) : undefined}
            onIgnore={onIgnore}
          >
            {conversation && !isShown ? (
              <span ref={button} class={styles.toggle}>
                <IconButton icon={PanelRight} label={t.value('inbox.showPanel')} hint="]" onClick={toggle} />
              </span>
            ) : null}
          </ConversationPane>
        ) : (
          <div class={styles.nothing}>
            <EmptyState icon={InboxIcon} title={t.value('inbox.choose')} text={t.value('inbox.chooseText')} />
          </div>
        )}
      </div>
      {conversation && isShown ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape puts a drawer away from anywhere inside
        <div
          ref={panel}
          tabIndex={-1}
          class={classes(styles.panel, isDrawer && styles.drawer)}
          onKeyDown={(event) => {
            if (isDrawer && event.key === 'Escape' && !event.defaultPrevented) close()
          }}
        >
          <PersonPanel conversationId={conversation.id} personId={conversation.personId} onClose={close} />
        </div>
      ) : null}
      <DealSheet />
    </div>
  )
}

const viewNamed = (name: string | undefined): InboxView | undefined =>
  name === 'incoming' || name === 'mine' || name === 'all' ? name : undefined
