import type { TeamContext } from '#server/context'
import { listPipelines } from './queries'

export { createPipeline } from './create-pipeline'
export { findLossReason, findStage, listPipelines } from './queries'

export const handlers = {
  'pipeline:list': (_input: object, { read }: TeamContext) => listPipelines(read),
}
