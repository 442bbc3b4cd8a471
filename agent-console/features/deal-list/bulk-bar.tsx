import { CalendarPlus, Tag, Trophy, X } from 'lucide'
import { useState } from 'preact/hooks'
import type { ManyAct } from '#shared/protocol/deal-lists'
import { pipelineOf, stagesFor } from '../../data/deals'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { CloseMany } from '../../parts/deal-lists/close-many'
import { Button, IconButton } from '../../ui/button'
import { Menu } from '../../ui/menu'
import { TagMany, TaskMany } from './bulk-dialogs'
import styles from './deal-list.module.css'

type BulkBarProps = {
  picked: ReadonlySet<string>
  /** How many match in all. */
  count: number
  onPickAll: () => void
  onClear: () => void
  onAct: (act: ManyAct) => void
}

type Asked = 'tag' | 'task' | 'won' | 'lost'

/** What can be done to the picked deals, all at once. */
export function BulkBar({ picked, count, onPickAll, onClear, onAct }: BulkBarProps) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const say = t.value
  const deals = [...picked].flatMap((id) => state.value.deals.get(id)?.deal ?? [])
  const [first] = deals
  const pipeline = first && pipelineOf(state.value, first)
  const isMixed = deals.some((deal) => deal.pipelineId !== first?.pipelineId)
  const act = (what: ManyAct) => {
    setAsked(null)
    onAct(what)
  }
  const agents = [...state.value.agents.values()].filter(({ disabled }) => !disabled)
  return (
    <div class={styles.bulk} role="toolbar" aria-label={say('many.bar')}>
      <strong class={styles.bulkCount} aria-live="polite">
        {say('many.picked', { count: picked.size })}
      </strong>
      {picked.size < count ? (
        <Button kind="ghost" onClick={onPickAll}>
          {say('many.pickAll', { count })}
        </Button>
      ) : null}
      <span class={styles.bulkActs}>
        <Menu
          label={say('deal.owner')}
          placement="top-start"
          entries={[
            ...agents.map(({ id, name }) => ({ label: name, onChoose: () => act({ act: 'owner', ownerId: id }) })),
            'line',
            { label: say('deal.nobody'), onChoose: () => act({ act: 'owner', ownerId: null }) },
          ]}
          trigger={<Button>{say('deal.owner')}</Button>}
        />
        {pipeline && !isMixed ? (
          <Menu
            label={say('list.column.stage')}
            placement="top-start"
            entries={stagesFor(pipeline).map(({ id, name }) => ({
              label: name,
              onChoose: () => act({ act: 'stage', stageId: id }),
            }))}
            trigger={<Button>{say('list.column.stage')}</Button>}
          />
        ) : null}
        <Button icon={Tag} onClick={() => setAsked('tag')}>
          {say('many.tag')}
        </Button>
        {may('tasks.write') ? (
          <Button icon={CalendarPlus} onClick={() => setAsked('task')}>
            {say('many.task')}
          </Button>
        ) : null}
        <Button icon={Trophy} onClick={() => setAsked('won')}>
          {say('deal.won')}
        </Button>
        {/* Reasons belong to a pipeline: deals of several cannot be lost for one. */}
        {pipeline && !isMixed ? (
          <Button icon={X} onClick={() => setAsked('lost')}>
            {say('deal.lost')}
          </Button>
        ) : null}
      </span>
      <IconButton icon={X} label={say('many.clear')} onClick={onClear} />
      {asked === 'tag' ? <TagMany count={picked.size} onClose={() => setAsked(null)} onChoose={act} /> : null}
      {asked === 'task' ? <TaskMany count={picked.size} onClose={() => setAsked(null)} onChoose={act} /> : null}
      {first && (asked === 'won' || asked === 'lost') ? (
        <CloseMany how={asked} count={picked.size} of={first} onClose={() => setAsked(null)} onChoose={act} />
      ) : null}
    </div>
  )
}
