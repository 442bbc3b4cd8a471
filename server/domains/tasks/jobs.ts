import type { Changes } from '#server/events/changes'
import type { Ringing } from '#server/jobs/alarm'
import type { Db } from '#server/storage/db'
import { findNextReminder } from './queries'
import { remindAssignees } from './remind-assignees'

/** What assignees wait to be reminded of. */
export const reminders = (read: Db, changes: Changes, now: () => string): Ringing => ({
  next: () => findNextReminder(read),
  ring: () => changes.change(null, (tx, record) => remindAssignees(tx, record, now())),
})
