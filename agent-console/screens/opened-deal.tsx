import { ArrowDown, ArrowUp, MessageCircle, SearchX, X } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { afterReload } from '../data/connection'
import { openPerson, readPerson } from '../data/conversations'
import { openDeal } from '../data/deals'
import { t } from '../data/session'
import { state } from '../data/store'
import { PersonPanel } from '../features/person-panel/person-panel'
import { beside } from '../parts/deal-lists/asking'
import { withParameter } from '../parts/deals/address'
import { SideSheet } from '../parts/deals/side-sheet'
import { cardPerson } from '../parts/deals/words'
import { IconButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { useHotkeys } from '../ui/hotkeys'
import { Tabs } from '../ui/tabs'
import { ConversationPane } from './conversation-pane'
import { currentTalk } from './current-talk'
import styles from './deals-screen.module.css'
import { useMedia } from './use-media'

/** The conversation of the deal that `?card=` names, over the board or the list; the page behind it stays as it is. */
export function OpenedDeal() {
  const { url, query, route } = useLocation()
  const dealId = query.card
  if (!dealId) return null
  return <Opened dealId={dealId} onGo={(id) => route(withParameter(url, 'card', id), id !== null)} />
}

type OpenedProps = { dealId: string; onGo: (dealId: string | null) => void }
type Side = 'chat' | 'details'

function Opened({ dealId, onGo }: OpenedProps) {
  const [side, setSide] = useState<Side>('chat')
  const [missing, setMissing] = useState(false)
  const narrow = useMedia('(max-width: 859px)')
  const card = state.value.deals.get(dealId)
  useEffect(() => {
    setMissing(false)
    const load = () => {
      openDeal(dealId)
        .then(({ personId }) => Promise.all([openPerson(personId), readPerson(personId)]))
        .catch(() => setMissing(true))
    }
    load()
    return afterReload(load)
  }, [dealId])
  const { before, after } = beside(dealId).value
  const go = (id: string | undefined) => id && onGo(id)
  const group = t.value('list.group')
  useHotkeys([
    { keys: 'j', label: t.value('list.next'), group, run: () => go(after) },
    { keys: 'k', label: t.value('list.previous'), group, run: () => go(before) },
  ])
  const close = () => onGo(null)
  const personId = card?.deal.personId
  const conversation = personId ? currentTalk(state.value, personId) : undefined
  const conversationId = conversation?.id ?? card?.deal.conversationId ?? null
  const name = card ? cardPerson(card) : ''
  const known = personId !== undefined && state.value.knownPeople.has(personId)
  const steps = (
    <>
      <IconButton
        icon={ArrowUp}
        label={t.value('list.previous')}
        hint="K"
        disabled={!before}
        onClick={() => go(before)}
      />
      <IconButton icon={ArrowDown} label={t.value('list.next')} hint="J" disabled={!after} onClick={() => go(after)} />
      <IconButton icon={X} label={t.value('board.closeChat')} onClick={close} />
    </>
  )
  const tabs = [
    { id: 'chat' as const, label: t.value('board.conversation') },
    { id: 'details' as const, label: t.value('person.panel') },
  ]
  return (
    <SideSheet
      label={t.value('board.chat', { name })}
      closeLabel={t.value('board.closeChat')}
      onClose={close}
      size="wide"
      bare
    >
      {narrow || !conversationId ? (
        <div class={styles.tabs}>
          {narrow && conversationId ? (
            <Tabs label={t.value('board.chat', { name })} tabs={tabs} chosen={side} onChoose={setSide} />
          ) : (
            <strong class={styles.who}>{name}</strong>
          )}
          <span class={styles.steps}>{steps}</span>
        </div>
      ) : null}
      <div class={styles.split}>
        {conversationId && (!narrow || side === 'chat') ? (
          <div class={styles.chat}>
            <ConversationPane key={conversationId} conversationId={conversationId}>
              {narrow ? null : steps}
            </ConversationPane>
          </div>
        ) : null}
        {!conversationId && !narrow ? (
          <div class={styles.chat}>
            {known || missing ? (
              <EmptyState
                icon={missing ? SearchX : MessageCircle}
                title={t.value(missing ? 'deal.missing' : 'list.noChat')}
                text={t.value(missing ? 'deal.missingText' : 'list.noChatText')}
              />
            ) : null}
          </div>
        ) : null}
        {personId && (!narrow || side === 'details' || !conversationId) ? (
          <div class={styles.person}>
            <PersonPanel conversationId={conversationId} personId={personId} bare={narrow} />
          </div>
        ) : null}
      </div>
    </SideSheet>
  )
}
