import type { TeamContext } from '#server/context'
import { accessPerson } from '#server/domains/people/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { listOfPerson } from './queries'
import { cancelTask, completeTask, createTask, editTask, reopenTask } from './save-task'

export const handlers = {
  'task:create': createTask,
  'task:edit': editTask,
  'task:complete': completeTask,
  'task:reopen': reopenTask,
  'task:cancel': cancelTask,
  'task:ofPerson': async ({ personId }: CheckedInputOf<'task:ofPerson'>, { read, caller }: TeamContext) =>
    listOfPerson(read, (await accessPerson(read, caller, personId)).id),
}
