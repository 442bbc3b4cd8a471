/** The console's data layer without its screens, as one program: one page of an agent. */

export { afterReload, connect, disconnect } from '../../../agent-console/data/connection'
export { status } from '../../../agent-console/data/connection-status'
export { accept, openPerson, openThread, writeNote } from '../../../agent-console/data/conversations'
export { createDeal, editDeal, loadBoard, moveDeal, winDeal } from '../../../agent-console/data/deals'
export { outbox, send } from '../../../agent-console/data/outbox'
export { state } from '../../../agent-console/data/store'
export { createTask, tick } from '../../../agent-console/data/tasks'
