import type { TeamContext } from '#server/context'
import { accessPerson } from '#server/domains/people/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { pageTasks, readAssignees, readDiscipline } from './list-tasks'
import { listOfPerson } from './queries'
import { cancelTask, completeTask, createTask, editTask, reopenTask } from './save-task'

export { accessTask, mayKnowDeal } from './access'
export { beginTask, callOff, listFree, lockTasksOfDeal, pointTask } from './carry-lead'
export { follows } from './follows'
export { reminders } from './jobs'
export { moveTasks, returnTasks } from './move-queries'
export { findCard as findTask, lockTask } from './queries'
export { createTask, editTask } from './save-task'

export const handlers = {
  'task:create': createTask,
  'task:edit': editTask,
  'task:complete': completeTask,
  'task:reopen': reopenTask,
  'task:cancel': cancelTask,
  'task:ofPerson': async ({ personId }: CheckedInputOf<'task:ofPerson'>, { read, caller }: TeamContext) =>
    listOfPerson(read, caller, (await accessPerson(read, caller, personId)).id),
  'task:list': pageTasks,
  'task:assignees': readAssignees,
  'task:discipline': readDiscipline,
}
