import type { TeamContext } from '#server/context'
import { createPipeline } from './create-pipeline'
import { editPipeline, movePipeline } from './edit-pipeline'
import { addReason, archiveReason, editReason, moveReason, restoreReason } from './edit-reason'
import { addStage, editStage, moveStage } from './edit-stage'
import { archivePipeline, removePipeline, restorePipeline, setDefaultPipeline } from './keep-pipeline'
import { listPipelines } from './queries'
import { removeStage, restoreStage } from './remove-stage'
import { setCurrency } from './set-currency'

export { createFirstPipeline } from './create-pipeline'
export { follows } from './follows'
export { finishGoing, hasGoing, takeGoing } from './going-stages'
export { finishBecoming, hasBecoming, takeBecoming } from './next-currency'
export { findPipeline, findStage, holdPipeline, listPipelines, listSuccessors } from './queries'
export { livingStage, mostAtOnce } from './rules'

export const handlers = {
  'pipeline:list': (_input: object, { read, caller }: TeamContext) => listPipelines(read, caller),
  'pipeline:create': createPipeline,
  'pipeline:edit': editPipeline,
  'pipeline:move': movePipeline,
  'pipeline:setDefault': setDefaultPipeline,
  'pipeline:setCurrency': setCurrency,
  'pipeline:archive': archivePipeline,
  'pipeline:restore': restorePipeline,
  'pipeline:remove': removePipeline,
  'stage:add': addStage,
  'stage:edit': editStage,
  'stage:move': moveStage,
  'stage:remove': removeStage,
  'stage:restore': restoreStage,
  'reason:add': addReason,
  'reason:edit': editReason,
  'reason:move': moveReason,
  'reason:archive': archiveReason,
  'reason:restore': restoreReason,
}
