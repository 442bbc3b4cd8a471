/** The console's data layer without its screens, as one program: one page of an agent. */

export { afterReload, connect, disconnect } from '../../../agent-console/data/connection'
export { status } from '../../../agent-console/data/connection-status'
export { accept, openPerson, openThread, writeNote } from '../../../agent-console/data/conversations'
export { createDeal } from '../../../agent-console/data/create-deal'
export { readBoard } from '../../../agent-console/data/deal-lists'
export { editDeal, loseDeal, moveDeal, transferDeal, winDeal } from '../../../agent-console/data/deals'
export { writeNote as leaveNote } from '../../../agent-console/data/notes'
export { outbox, send } from '../../../agent-console/data/outbox'
export { removeStage, restoreStage } from '../../../agent-console/data/pipelines'
export { state } from '../../../agent-console/data/store'
export { completeTask, createTask, tick } from '../../../agent-console/data/tasks'
