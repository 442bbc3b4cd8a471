import { KanbanSquare } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import type { Pipeline } from '#shared/protocol/pipelines'
import { afterReload } from '../../data/connection'
import { loadBoard, openStages } from '../../data/deals'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { CloseDialog } from '../../parts/deals/outcome'
import { totalsOver } from '../../parts/deals/weight'
import { Button, ButtonLink } from '../../ui/button'
import { classes } from '../../ui/classes'
import { EmptyState } from '../../ui/empty-state'
import styles from './board.module.css'
import { BoardColumn } from './board-column'
import { BoardHead } from './board-head'
import { isCarrying, said, wanted } from './carry'
import { DropStrips } from './drop-strips'
import { Ghost } from './ghost'
import { closing } from './move-card'
import { useDragging } from './use-dragging'

type BoardProps = { pipeline: Pipeline; pipelines: readonly Pipeline[] }

/** A pipeline as columns of deals, live. */
export function Board({ pipeline, pipelines }: BoardProps) {
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  useDragging()
  useEffect(() => {
    const load = () => {
      loadBoard(pipeline.id).then(
        () => setFailed(false),
        () => setFailed(true),
      )
    }
    load()
    return afterReload(load)
  }, [pipeline.id, tries])
  useEffect(() => {
    wanted.value = null
    said.value = ''
  }, [])
  const stages = openStages(pipeline)
  const loaded = stages.every(({ id }) => state.value.columns.has(id))
  const { count } = totalsOver(stages, state.value.totals)
  return (
    <div class={styles.board}>
      <BoardHead pipeline={pipeline} pipelines={pipelines} />
      {failed && !loaded ? (
        <div class={styles.failed} role="alert">
          <p>{t.value('board.failed')}</p>
          <Button onClick={() => setTries(tries + 1)}>{t.value('person.again')}</Button>
        </div>
      ) : null}
      {loaded && count === 0 ? (
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
            <BoardColumn key={stage.id} stage={stage} pipeline={pipeline} />
          ))}
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
      {closing.value ? <Closing /> : null}
    </div>
  )
}

/** The questions of the strip a card was dropped on; left without an answer, the card is where it was. */
function Closing() {
  const asked = closing.value
  if (!asked) return null
  const deal = state.value.deals.get(asked.deal.id)?.deal ?? asked.deal
  const leave = () => {
    closing.value = null
    // A deal that was closed has left the board, and focus must not wait for it.
    wanted.value = state.value.deals.get(deal.id)?.deal.outcome === 'open' ? deal.id : null
  }
  return <CloseDialog how={asked.how} deal={deal} onClose={leave} />
}
