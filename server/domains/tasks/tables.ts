import type { Task } from '#shared/protocol/tasks'

export type TaskRow = {
  id: string
  /** Its person's, kept here so that a list is found by it. */
  site_id: string
  person_id: string
  deal_id: string | null
  conversation_id: string | null
  from_seq: number | null
  title: string
  note: string
  type: Task['type']
  priority: Task['priority']
  due_at: string | null
  due_on: string | null
  time_zone: string
  remind: number
  reminded_at: string | null
  assignee_id: string | null
  status: Task['status']
  result: string
  done_at: string | null
  created_at: string
  version: number
  /** What lists go by: when it is due while it is open, with undated ones last; when it was done or called off after. */
  sort_at: string
  /** From when on it is done late; null where it has no due time. */
  late_at: string | null
}

/** A due time somebody is to be reminded of, once. Waiting while `fired_at` is null. */
export type ReminderRow = { task_id: string; at: string; fired_at: string | null }

export type TaskTables = { task: TaskRow; reminder: ReminderRow }
