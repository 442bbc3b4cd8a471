import { Inbox as InboxIcon, MessagesSquare, Unplug } from 'lucide'
import type { InboxView } from '#shared/protocol/conversations'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { HelpButton } from '../../parts/help/help-button'
import { inboxPath } from '../../routes'
import { Button, ButtonLink } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Tabs, useTabs } from '../../ui/tabs'
import styles from './inbox.module.css'
import { List } from './list'
import { useList } from './use-list'

const views = ['incoming', 'mine', 'all'] as const

type InboxProps = {
  view: InboxView
  selectedId: string | undefined
  onView: (view: InboxView) => void
}

/** The three lists and their counts. */
export function Inbox({ view, selectedId, onView }: InboxProps) {
  const { rows, isLoaded, hasFailed, loadMore, tryAgain } = useList(view)
  const { name, panel } = useTabs()
  const { counts } = state.value
  return (
    <section class={styles.inbox} aria-label={t.value('inbox.title')}>
      <header class={styles.header}>
        <h1 class={styles.title}>{t.value('inbox.title')}</h1>
        <HelpButton topic="inbox" />
      </header>
      <Tabs
        name={name}
        label={t.value('inbox.lists')}
        tabs={views.map((id) => ({ id, label: t.value(`inbox.${id}`), count: counts[id] }))}
        chosen={view}
        onChoose={onView}
        class={styles.tabs}
      />
      <div {...panel(view)} class={styles.panel}>
        {rows.length > 0 ? (
          <List key={view} rows={rows} view={view} selectedId={selectedId} onNearEnd={loadMore} />
        ) : hasFailed ? (
          <EmptyState
            icon={Unplug}
            title={t.value('inbox.failed')}
            action={<Button onClick={tryAgain}>{t.value('inbox.again')}</Button>}
          />
        ) : isLoaded ? (
          <Empty view={view} incoming={counts.incoming} />
        ) : (
          <Skeleton />
        )}
      </div>
    </section>
  )
}

const Empty = ({ view, incoming }: { view: InboxView; incoming: number }) => (
  <EmptyState
    icon={view === 'all' ? MessagesSquare : InboxIcon}
    title={t.value(`inbox.${view}.empty`)}
    text={t.value(`inbox.${view}.emptyText`)}
    action={
      view === 'mine' && incoming > 0 ? (
        <ButtonLink href={inboxPath('incoming')}>{t.value('inbox.mine.emptyAction', { count: incoming })}</ButtonLink>
      ) : undefined
    }
  />
)

const Skeleton = () => (
  <div class={styles.skeleton}>
    <span class="unseen">{t.value('inbox.loading')}</span>
    {[0, 1, 2, 3, 4].map((at) => (
      <div key={at} class={styles.bones}>
        <i />
        <span>
          <i />
          <i />
        </span>
      </div>
    ))}
  </div>
)
