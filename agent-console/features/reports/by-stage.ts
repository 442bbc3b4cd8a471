import { pipelinesInOrder } from '../../data/pipelines'
import { state } from '../../data/store'

/** Groups by stage in the order of the pipelines, as on the board. */
export function byStage(): (a: { key: string | null }, b: { key: string | null }) => number {
  const stages = pipelinesInOrder(state.value).flatMap((pipeline) => pipeline.stages)
  const places = new Map(stages.map(({ id }, place) => [id, place]))
  const placeOf = ({ key }: { key: string | null }) => places.get(key ?? '') ?? Number.MAX_SAFE_INTEGER
  return (a, b) => placeOf(a) - placeOf(b) || 0
}
