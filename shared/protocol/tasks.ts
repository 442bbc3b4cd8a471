import { z } from 'zod'
import { Id, Instant, Rid, request, text } from './define'

export const TaskType = z.enum(['call', 'message', 'meeting', 'offer', 'other'])
export const TaskPriority = z.enum(['normal', 'high'])

/** Something to do for a person, often on a deal. */
export const Task = z.object({
  id: Id,
  personId: Id,
  dealId: Id.nullable(),
  conversationId: Id.nullable(),
  title: z.string(),
  note: z.string(),
  type: TaskType,
  priority: TaskPriority,
  dueAt: Instant.nullable(),
  assigneeId: Id.nullable(),
  status: z.enum(['open', 'done', 'cancelled']),
  doneAt: Instant.nullable(),
  createdAt: Instant,
  version: z.int(),
})
export type Task = z.infer<typeof Task>

const write = { door: 'team', permission: 'tasks.write', limit: 'change' } as const
const one = z.object({ rid: Rid, taskId: Id })

export const taskRequests = {
  create: request(write)
    .route({ method: 'POST', path: '/tasks', summary: 'Add a task', tags: ['Tasks'] })
    .input(
      z.object({
        rid: Rid,
        personId: Id,
        dealId: Id.nullable(),
        conversationId: Id.nullable(),
        title: text(200),
        note: text(2000, 0).default(''),
        type: TaskType.default('other'),
        priority: TaskPriority.default('normal'),
        dueAt: Instant.nullable(),
        /** Whoever asks, when absent. */
        assigneeId: Id.nullable().optional(),
      }),
    )
    .output(Task),
  edit: request(write)
    .route({ method: 'PATCH', path: '/tasks/{taskId}', summary: 'Change a task', tags: ['Tasks'] })
    .input(
      one.extend({
        title: text(200).optional(),
        note: text(2000, 0).optional(),
        type: TaskType.optional(),
        priority: TaskPriority.optional(),
        dueAt: Instant.nullable().optional(),
        assigneeId: Id.nullable().optional(),
      }),
    )
    .output(Task),
  complete: request(write)
    .route({ method: 'POST', path: '/tasks/{taskId}/complete', summary: 'Tick a task', tags: ['Tasks'] })
    .input(one)
    .output(Task),
  reopen: request(write)
    .route({ method: 'POST', path: '/tasks/{taskId}/reopen', summary: 'Untick a task', tags: ['Tasks'] })
    .input(one)
    .output(Task),
  cancel: request(write)
    .route({ method: 'POST', path: '/tasks/{taskId}/cancel', summary: 'Call a task off', tags: ['Tasks'] })
    .input(one)
    .output(Task),
  ofPerson: request({ door: 'team', permission: 'deals.read', limit: 'read' })
    .route({ method: 'GET', path: '/people/{personId}/tasks', summary: 'Tasks of a person', tags: ['Tasks'] })
    .input(z.object({ personId: Id }))
    .output(z.array(Task)),
}

const taskFact = z.object({
  task: Task,
  siteId: Id,
  byAgentId: Id.nullable(),
  /** What the task's deal shows of its tasks afterwards. */
  deal: z.object({ id: Id, hasOpenTask: z.boolean(), nextTaskAt: Instant.nullable() }).nullable(),
})

export const taskFacts = {
  'task.created': taskFact,
  'task.edited': taskFact,
  'task.completed': taskFact,
  'task.reopened': taskFact,
  'task.cancelled': taskFact,
}
