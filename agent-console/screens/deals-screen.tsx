import { KanbanSquare } from 'lucide'
import { useLocation, useRoute } from 'preact-iso'
import { homePipeline, pipelinesInOrder } from '../data/pipelines'
import { t } from '../data/session'
import { state } from '../data/store'
import { Board } from '../features/board/board'
import { DealList } from '../features/deal-list/deal-list'
import { DealSheet } from '../features/deal-sheet/deal-sheet'
import { askingOf, lookOf, withWords } from '../parts/deal-lists/asking'
import { useOwnPipeline } from '../parts/deals/use-own-pipeline'
import { dealsPath } from '../routes'
import { EmptyState } from '../ui/empty-state'
import styles from './deals-screen.module.css'
import { OpenedDeal } from './opened-deal'

/** Deals as a board or as a list, and over it the conversation and the deal one has opened. */
export function DealsScreen() {
  const { params } = useRoute()
  const { query, url, route } = useLocation()
  const pipelines = pipelinesInOrder(state.value)
  const named = pipelines.find(({ id }) => id === params.pipelineId)
  const pipeline = named ?? homePipeline(state.value)
  useOwnPipeline(params.pipelineId, named, pipeline, ({ id }) => {
    const words = withWords(url, { stage: null }).split('?')[1]
    route(dealsPath(id) + (words ? `?${words}` : ''), true)
  })
  if (!pipeline) {
    return <EmptyState icon={KanbanSquare} title={t.value('board.nothing')} text={t.value('board.nothingText')} />
  }
  const isBoard = lookOf(query) === 'board'
  return (
    <div class={styles.screen}>
      {isBoard ? (
        <Board key={pipeline.id} asking={askingOf(pipeline.id, query)} pipeline={pipeline} pipelines={pipelines} />
      ) : (
        <DealList asking={askingOf(named?.id ?? null, query)} pipeline={named ?? null} pipelines={pipelines} />
      )}
      <OpenedDeal />
      <DealSheet />
    </div>
  )
}
