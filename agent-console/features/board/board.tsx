import { KanbanSquare } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { isFiltered } from '#shared/rules/deal-filter'
import { type Asking, board, readBoard, readMatching, readPace } from '../../data/deal-lists'
import { openStages } from '../../data/deals'
import { may, t } from '../../data/session'
import { order, withFilter } from '../../parts/deal-lists/asking'
import { ManyRunning } from '../../parts/deal-lists/many-running'
import { useNews, useReading } from '../../parts/deal-lists/use-reading'
import { Button, ButtonLink } from '../../ui/button'
import { classes } from '../../ui/classes'
import { EmptyState } from '../../ui/empty-state'
import { useHotkeys } from '../../ui/hotkeys'
import styles from './board.module.css'
import { BoardColumn } from './board-column'
import { BoardHead } from './board-head'
import { cardsIn, chosen, isCarrying, said, wanted } from './carry'
import { Closing } from './closing'
import { DropStrips } from './drop-strips'
import { Finals } from './finals'
import { Ghost } from './ghost'
import { QuickAdd } from './quick-add'
import { totalsOfAll } from './totals'
import { useDragging } from './use-dragging'

type BoardProps = { asking: Asking; pipeline: Pipeline; pipelines: readonly Pipeline[] }

/** A pipeline as columns of deals, live. */
export function Board({ asking, pipeline, pipelines }: BoardProps) {
  const { url, route } = useLocation()
  const [adding, setAdding] = useState<Stage | null>(null)
  useDragging()
  const key = JSON.stringify(asking)
  const { failed, again } = useReading(key, () => readBoard(asking))
  useReading(pipeline.id, () => readPace(pipeline.id))
  useNews(key, readMatching, 1_000)
  useNews(pipeline.id, () => readPace(pipeline.id), 10_000)
  useEffect(() => {
    wanted.value = null
    said.value = ''
    chosen.value = new Set()
  }, [pipeline.id])
  const stages = openStages(pipeline)
  const reading = board.value
  const loaded = reading !== null && stages.every(({ id }) => reading.columns.has(id))
  useEffect(() => {
    order.value = stages.flatMap(({ id }) => cardsIn(id).map(({ deal }) => deal.id))
  })
  useHotkeys([
    {
      keys: 'n',
      label: t.value('board.add'),
      group: t.value('list.group'),
      run: () => may('deals.write') && setAdding(stages[0] ?? null),
    },
    { keys: 'escape', run: () => (chosen.value = new Set()) },
  ])
  const { count } = totalsOfAll(stages)
  const filtered = isFiltered(asking.filter)
  return (
    <div class={styles.board}>
      <BoardHead asking={asking} pipeline={pipeline} pipelines={pipelines} onAdd={() => setAdding(stages[0] ?? null)} />
      {failed && !loaded ? (
        <div class={styles.failed} role="alert">
          <p>{t.value('board.failed')}</p>
          <Button onClick={again}>{t.value('person.again')}</Button>
        </div>
      ) : null}
      {loaded && count === 0 && filtered ? (
        <EmptyState
          icon={KanbanSquare}
          title={t.value('list.nothing')}
          text={t.value('list.nothingText')}
          action={<Button onClick={() => route(withFilter(url, {}, asking.sort))}>{t.value('filter.clear')}</Button>}
        />
      ) : loaded && count === 0 ? (
        <EmptyState
          icon={KanbanSquare}
          title={t.value('board.first')}
          text={t.value('board.firstText')}
          action={
            <ButtonLink kind="primary" href="/inbox">
              {t.value('board.toInbox')}
            </ButtonLink>
          }
        />
      ) : (
        <div class={classes(styles.columns, isCarrying.value && styles.free)} aria-busy={!loaded && !failed}>
          {stages.map((stage) => (
            <BoardColumn key={stage.id} stage={stage} pipeline={pipeline} onAdd={setAdding} />
          ))}
          <Finals pipeline={pipeline} />
        </div>
      )}
      <DropStrips />
      <Ghost />
      <p id="board-hint" class="unseen">
        {t.value('board.moveHint')}
      </p>
      <p class="unseen" aria-live="assertive">
        {said.value}
      </p>
      <Closing />
      <ManyRunning />
      {adding ? <QuickAdd stage={adding} onClose={() => setAdding(null)} /> : null}
    </div>
  )
}
