import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Tasks for whole days, of sites, with results; who is to be reminded of what, and lists that are found by index. */
export const reminders =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    const words = ['site_id', 'time_zone', 'result', 'sort_at']
    for (const name of words)
      await schema
        .alterTable('task')
        .addColumn(name, text, (c) => c.notNull().defaultTo(''))
        .execute()
    for (const name of ['due_on', 'reminded_at', 'late_at'])
      await schema.alterTable('task').addColumn(name, text).execute()
    await schema
      .alterTable('task')
      .addColumn('remind', number, (c) => c.notNull().defaultTo(1))
      .execute()
    await sql`
      update task set
        late_at = due_at,
        site_id = (select site_id from person where person.id = task.person_id),
        time_zone = coalesce((select time_zone from installation limit 1), 'UTC'),
        sort_at = coalesce(case when status = 'open' then due_at else coalesce(done_at, created_at) end, '9999')`.execute(
      db,
    )
    await schema.createIndex('task_of_agent').on('task').columns(['assignee_id', 'status', 'sort_at', 'id']).execute()
    await schema.createIndex('task_of_site').on('task').columns(['site_id', 'status', 'sort_at', 'id']).execute()
    await schema
      .createIndex('task_of_type')
      .on('task')
      .columns(['site_id', 'status', 'type', 'sort_at', 'id'])
      .execute()

    await schema
      .createTable('reminder')
      .addColumn('task_id', text, (c) => c.notNull().references('task.id'))
      .addColumn('at', text, (c) => c.notNull())
      .addColumn('fired_at', text)
      // A due time is told once, whatever happens to the task between.
      .addPrimaryKeyConstraint('reminder_pk', ['task_id', 'at'])
      .execute()
    await schema
      .createIndex('reminder_waiting')
      .on('reminder')
      .columns(['at', 'task_id'])
      .where(sql.ref('fired_at'), 'is', sql.lit(null))
      .execute()
    await sql`
      insert into reminder (task_id, at, fired_at)
      select id, due_at, null from task
      where status = 'open' and due_at > ${new Date().toISOString()}`.execute(db)

    // What has no next step is counted often and is a small part of all deals.
    await schema
      .createIndex('deal_idle')
      .on('deal')
      .columns(['site_id', 'owner_id'])
      .where(sql<boolean>`outcome = 'open' and removed = 0 and open_tasks = 0`)
      .execute()
    await retell(db)
    // Facts told before describe tasks without all this: another epoch has every client load anew.
    await sql`update installation set epoch = epoch || '-8'`.execute(db)
  }

type Answer = { caller: string; rid: string; answer: string }

/** An attempt that is repeated after the upgrade is answered with a task as it is described now. */
async function retell(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Answer>`
    select caller, rid, answer from answer where answer like '{"id":"%","personId":%"assigneeId":%'`.execute(db)
  for (const { caller, rid, answer } of rows) {
    const task = JSON.parse(answer) as { id: string }
    const found = await sql<{ site_id: string; time_zone: string }>`
      select site_id, time_zone from task where id = ${task.id}`.execute(db)
    const [now] = found.rows
    if (!now) continue
    const more = {
      siteId: now.site_id,
      timeZone: now.time_zone,
      dueOn: null,
      remind: true,
      remindedAt: null,
      result: '',
    }
    await sql`
      update answer set answer = ${JSON.stringify({ ...task, ...more })}
      where caller = ${caller} and rid = ${rid}`.execute(db)
  }
}
