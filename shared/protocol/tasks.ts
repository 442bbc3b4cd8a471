import { z } from 'zod'
import { isTimeZone } from '#shared/values/zone'
import { by, Cursor, Day, Id, Instant, Rid, request, Seq, text } from './define'

export const TaskType = z.enum(['call', 'message', 'meeting', 'offer', 'other'])
export type TaskType = z.infer<typeof TaskType>
export const TaskPriority = z.enum(['normal', 'high'])
export const TaskStatus = z.enum(['open', 'done', 'cancelled'])

/** An IANA name the server's clocks know, `Europe/Istanbul`. */
const TimeZone = z.string().max(64).refine(isTimeZone)

/** Something to do for a person, often on a deal. */
export const Task = z.object({
  id: Id,
  /** Its person's. Who does not work there knows nothing of the task. */
  siteId: Id,
  personId: Id,
  dealId: Id.nullable(),
  conversationId: Id.nullable(),
  /** The message it was made from, of its conversation; null for a task that somebody thought of. */
  fromSeq: Seq.nullable(),
  title: z.string(),
  note: z.string(),
  type: TaskType,
  priority: TaskPriority,
  /** The moment it is due; of a task for a whole day its last moment. */
  dueAt: Instant.nullable(),
  /** The day of a task that is due on a day and at no time of it. */
  dueOn: Day.nullable(),
  /** Where the due time was meant. */
  timeZone: z.string(),
  /** Whether its assignee is reminded when it is due; in the morning when it is due on a day. */
  remind: z.boolean(),
  /** When they were; null again as soon as it is due at another time. */
  remindedAt: Instant.nullable(),
  assigneeId: Id.nullable(),
  status: TaskStatus,
  /** What came of it. */
  result: z.string(),
  /** When it was done, or called off. */
  doneAt: Instant.nullable(),
  createdAt: Instant,
  version: z.int(),
})
export type Task = z.infer<typeof Task>

/** What of a task's deal stands beside the task, and what the deal shows of its tasks. */
export const TaskDeal = z.object({
  id: Id,
  name: z.string(),
  pipelineId: Id,
  stageId: Id,
  outcome: z.enum(['open', 'won', 'lost']),
  hasOpenTask: z.boolean(),
  nextTaskAt: Instant.nullable(),
})
export type TaskDeal = z.infer<typeof TaskDeal>

/** A task with whose it is. */
export const TaskCard = z.object({
  task: Task,
  /** Empty while nobody knows; screens then say "Visitor" and the code. */
  personName: z.string(),
  personCode: z.string(),
  deal: TaskDeal.nullable(),
})
export type TaskCard = z.infer<typeof TaskCard>

/** A field as the editor saw it and as it shall be; refused `stale` when somebody else was faster. */
const change = <S extends z.ZodType>(schema: S) => z.object({ was: schema, is: schema }).optional()

/** A day takes the place of a moment, and a moment that of a day; both at once are `malformed`. */
export const TaskChanges = z.object({
  title: change(text(200)),
  note: change(text(2000, 0)),
  type: change(TaskType),
  priority: change(TaskPriority),
  dueAt: change(Instant.nullable()),
  dueOn: change(Day.nullable()),
  remind: change(z.boolean()),
  /** Where nobody said it when the task was done. */
  result: change(text(2000, 0)),
  assigneeId: change(Id.nullable()),
})
export type TaskChanges = z.infer<typeof TaskChanges>

/** How an agent keeps their tasks. */
export const Discipline = z.object({
  /** Null for what is nobody's. */
  agentId: Id.nullable(),
  /** Tasks with a due time done in the days asked about, and how many of them in time: within its hour, or its day. */
  done: z.int(),
  onTime: z.int(),
  /** Open and past their due time now. */
  overdue: z.int(),
  /** Open deals of theirs that no open task stands on. */
  idleDeals: z.int(),
})
export type Discipline = z.infer<typeof Discipline>

const read = { door: 'team', permission: 'deals.read', limit: 'read' } as const
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
        /** The message it comes from, of `conversationId`. */
        fromSeq: Seq.min(1).nullable().default(null),
        title: text(200),
        note: text(2000, 0).default(''),
        type: TaskType.default('other'),
        priority: TaskPriority.default('normal'),
        dueAt: Instant.nullable().default(null),
        /** Due on a day instead of at a moment. */
        dueOn: Day.nullable().default(null),
        /** The installation's when absent. */
        timeZone: TimeZone.optional(),
        remind: z.boolean().default(true),
        /** Whoever asks, when absent. Refused `assignee-elsewhere` when they do not work on the person's site. */
        assigneeId: Id.nullable().optional(),
      }),
    )
    .output(Task),
  edit: request(write)
    .route({ method: 'PATCH', path: '/tasks/{taskId}', summary: 'Change fields of a task', tags: ['Tasks'] })
    .input(one.extend({ changes: TaskChanges, /** As it was when absent. */ timeZone: TimeZone.optional() }))
    .output(Task),
  complete: request(write)
    .route({ method: 'POST', path: '/tasks/{taskId}/complete', summary: 'Tick a task', tags: ['Tasks'] })
    .input(one.extend({ result: text(2000, 0).default('') }))
    .output(Task),
  reopen: request(write)
    .route({ method: 'POST', path: '/tasks/{taskId}/reopen', summary: 'Untick a task', tags: ['Tasks'] })
    .input(one)
    .output(Task),
  cancel: request(write)
    .route({ method: 'POST', path: '/tasks/{taskId}/cancel', summary: 'Call a task off', tags: ['Tasks'] })
    .input(one)
    .output(Task),
  ofPerson: request(read)
    .route({ method: 'GET', path: '/people/{personId}/tasks', summary: 'Tasks of a person', tags: ['Tasks'] })
    .input(z.object({ personId: Id }))
    .output(z.array(Task)),
  list: request(read)
    .route({ method: 'GET', path: '/tasks', summary: 'Tasks by due time, a page at a time', tags: ['Tasks'] })
    .input(
      z.object({
        /** Open ones come by due time, undated last; the others newest first. */
        status: TaskStatus.default('open'),
        assignee: z.union([z.enum(['anyone', 'nobody']), Id]).default('anyone'),
        type: TaskType.optional(),
        siteId: Id.optional(),
        /** Of the task's deal. */
        stageId: Id.optional(),
        /** Due at or after. */
        from: Instant.optional(),
        /** Due before. */
        until: Instant.optional(),
        cursor: Cursor.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(TaskCard), next: z.string().nullable() })),
  assignees: request({ door: 'team', permission: 'tasks.write', limit: 'read' })
    .route({ method: 'GET', path: '/sites/{siteId}/assignees', summary: 'Who may be given tasks', tags: ['Tasks'] })
    .input(z.object({ siteId: Id }))
    .output(z.array(Id)),
  discipline: request(read)
    .route({ method: 'GET', path: '/tasks/discipline', summary: 'How tasks are kept, by agent', tags: ['Tasks'] })
    .input(z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }))
    .output(z.array(Discipline)),
}

const taskFact = TaskCard.extend({
  siteId: Id,
  ...by,
  /** What changed: field, before, after. Empty for acts that are their own story. */
  changes: z.array(z.object({ field: z.string(), was: z.unknown(), is: z.unknown() })),
  /** The end of its deal, where that is why. */
  because: z.enum(['won', 'lost']).nullable(),
})

export const taskFacts = {
  'task.created': taskFact,
  'task.edited': taskFact,
  'task.completed': taskFact,
  'task.reopened': taskFact,
  'task.cancelled': taskFact,
  /** Its time has come. Told once for each due time, however often the server was restarted. */
  'task.due': taskFact,
}
