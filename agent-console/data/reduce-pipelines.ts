import type { FactName } from '#shared/protocol/index'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { Reducers } from './reducers'
import { put, type State } from './state'

/** Every fact about a pipeline brings all of it. */
export const withPipeline = (state: State, pipeline: Pipeline): State => ({
  ...state,
  pipelines: put(state.pipelines, pipeline),
})

/** A stage that came into use where the board is on screen: nothing stands in it yet, and that is all there is. */
function withColumn(state: State, { pipeline, stageId }: { pipeline: Pipeline; stageId: string }): State {
  const known = withPipeline(state, pipeline)
  const isOnScreen = pipeline.stages.some(({ id }) => state.columns.has(id))
  if (!isOnScreen || state.columns.has(stageId)) return known
  return {
    ...known,
    columns: new Map([...known.columns, [stageId, null]]),
    columnEdges: new Map([...known.columnEdges, [stageId, null]]),
  }
}

function without({ pipelines, ...state }: State, id: string): State {
  const rest = new Map(pipelines)
  rest.delete(id)
  return { ...state, pipelines: rest }
}

const tell = (state: State, { data }: { data: { pipeline: Pipeline } }) => withPipeline(state, data.pipeline)

type About = Extract<FactName, `pipeline.${string}` | `stage.${string}` | `reason.${string}`>

export const reducePipelines: Reducers<About> = {
  'pipeline.created': tell,
  'pipeline.edited': tell,
  'pipeline.archived': tell,
  'pipeline.restored': tell,
  'pipeline.removed': (state, { data }) => without(state, data.pipeline.id),
  'pipeline.repriced': tell,
  'stage.added': (state, { data }) => withColumn(state, data),
  'stage.edited': tell,
  'stage.removed': tell,
  'stage.restored': (state, { data }) => withColumn(state, data),
  'reason.added': tell,
  'reason.edited': tell,
  'reason.archived': tell,
  'reason.restored': tell,
}
