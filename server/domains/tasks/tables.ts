import type { Task } from '#shared/protocol/tasks'

export type TaskRow = {
  id: string
  person_id: string
  deal_id: string | null
  conversation_id: string | null
  title: string
  note: string
  type: Task['type']
  priority: Task['priority']
  due_at: string | null
  assignee_id: string | null
  status: Task['status']
  done_at: string | null
  created_at: string
  version: number
}

export type TaskTables = { task: TaskRow }
