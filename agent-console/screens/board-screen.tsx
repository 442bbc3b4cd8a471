import { KanbanSquare, X } from 'lucide'
import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { byRank } from '#shared/values/rank'
import { t } from '../data/session'
import { state } from '../data/store'
import { Board } from '../features/board/board'
import { DealSheet } from '../features/deal-sheet/deal-sheet'
import { PersonPanel } from '../features/person-panel/person-panel'
import { withParameter } from '../parts/deals/address'
import { SideSheet } from '../parts/deals/side-sheet'
import { personWords } from '../parts/deals/words'
import { IconButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Tabs } from '../ui/tabs'
import styles from './board-screen.module.css'
import { ConversationPane } from './conversation-pane'
import { useMedia } from './use-media'

/** Deals as a board, and over it the conversation and the deal one has opened. */
export function BoardScreen() {
  const { params } = useRoute()
  const { url, query, route } = useLocation()
  const pipelines = [...state.value.pipelines.values()].sort(byRank)
  const pipeline = pipelines.find(({ id }) => id === params.pipelineId) ?? pipelines[0]
  if (!pipeline) {
    return <EmptyState icon={KanbanSquare} title={t.value('board.nothing')} text={t.value('board.nothingText')} />
  }
  return (
    <div class={styles.screen}>
      <Board key={pipeline.id} pipeline={pipeline} pipelines={pipelines} />
      {query.chat ? (
        <Conversation
          key={query.chat}
          conversationId={query.chat}
          onClose={() => route(withParameter(url, 'chat', null))}
        />
      ) : null}
      <DealSheet />
    </div>
  )
}

type Side = 'chat' | 'details'

/** The conversation of a card and the person behind it; one beside the other where there is room. */
function Conversation({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const [side, setSide] = useState<Side>('chat')
  const narrow = useMedia('(max-width: 859px)')
  const personId = state.value.conversations.get(conversationId)?.personId
  const name = personWords(personId ? state.value.people.get(personId) : undefined)
  return (
    <SideSheet
      label={t.value('board.chat', { name })}
      closeLabel={t.value('board.closeChat')}
      onClose={onClose}
      size="wide"
      bare
    >
      {narrow ? (
        <div class={styles.tabs}>
          <Tabs
            label={t.value('board.chat', { name })}
            tabs={[
              { id: 'chat', label: t.value('board.conversation') },
              { id: 'details', label: t.value('person.panel') },
            ]}
            chosen={side}
            onChoose={setSide}
          />
          <IconButton icon={X} label={t.value('board.closeChat')} onClick={onClose} />
        </div>
      ) : null}
      <div class={styles.split}>
        {!narrow || side === 'chat' ? (
          <div class={styles.chat}>
            <ConversationPane conversationId={conversationId}>
              {narrow ? null : <IconButton icon={X} label={t.value('board.closeChat')} onClick={onClose} />}
            </ConversationPane>
          </div>
        ) : null}
        {personId && (!narrow || side === 'details') ? (
          <div class={styles.person}>
            <PersonPanel conversationId={conversationId} personId={personId} bare={narrow} />
          </div>
        ) : null}
      </div>
    </SideSheet>
  )
}
