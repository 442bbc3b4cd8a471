import type { TeamContext } from '#server/context'
import { listPipelines } from './queries'

export { createPipeline } from './create-pipeline'
export { addToStage, findLossReason, findStage, listPipelines, listTotals } from './queries'

export const handlers = {
  'pipeline:list': (_input: object, { read }: TeamContext) => listPipelines(read),
}
