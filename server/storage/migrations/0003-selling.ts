import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Pipelines, deals and what is to be done for them. */
export const selling =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('pipeline')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('currency', text, (c) => c.notNull())
      .addColumn('rank', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema
      .createTable('stage')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('pipeline_id', text, (c) => c.notNull().references('pipeline.id'))
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('probability', 'integer', (c) => c.notNull())
      .addColumn('rank', text, (c) => c.notNull())
      // Totals are counted in the change that moves a deal, so a board never adds up a hundred thousand rows.
      .addColumn('deal_count', number, (c) => c.notNull())
      .addColumn('deal_amount', number, (c) => c.notNull())
      .execute()
    await schema.createIndex('stage_pipeline').on('stage').column('pipeline_id').execute()
    await schema
      .createTable('loss_reason')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('pipeline_id', text, (c) => c.notNull().references('pipeline.id'))
      .addColumn('label', text, (c) => c.notNull())
      .addColumn('needs_note', 'integer', (c) => c.notNull())
      .addColumn('rank', text, (c) => c.notNull())
      .execute()
    await schema.createIndex('loss_reason_pipeline').on('loss_reason').column('pipeline_id').execute()

    await schema
      .createTable('deal')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('pipeline_id', text, (c) => c.notNull().references('pipeline.id'))
      .addColumn('stage_id', text, (c) => c.notNull().references('stage.id'))
      .addColumn('person_id', text, (c) => c.notNull().references('person.id'))
      .addColumn('conversation_id', text, (c) => c.references('conversation.id'))
      .addColumn('owner_id', text, (c) => c.references('agent.id'))
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('amount', number)
      .addColumn('currency', text, (c) => c.notNull())
      .addColumn('closes_on', text)
      .addColumn('description', text, (c) => c.notNull())
      .addColumn('source', text, (c) => c.notNull())
      .addColumn('outcome', text, (c) => c.notNull())
      .addColumn('loss_reason_id', text, (c) => c.references('loss_reason.id'))
      .addColumn('loss_note', text, (c) => c.notNull())
      .addColumn('last_open_stage_id', text, (c) => c.notNull().references('stage.id'))
      .addColumn('closed_at', text)
      .addColumn('stage_since', text, (c) => c.notNull())
      .addColumn('rank', text, (c) => c.notNull())
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .addColumn('removed', 'integer', (c) => c.notNull())
      // What the board shows of the deal's open tasks, kept by the slice of tasks through the facts it follows.
      .addColumn('open_tasks', number, (c) => c.notNull())
      .addColumn('next_task_at', text)
      .execute()
    await schema
      .createIndex('deal_place')
      .on('deal')
      .columns(['stage_id', 'rank', 'id'])
      .where(sql.ref('removed'), '=', sql.lit(0))
      .execute()
    await schema.createIndex('deal_person').on('deal').column('person_id').execute()

    await schema
      .createTable('task')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('person_id', text, (c) => c.notNull().references('person.id'))
      .addColumn('deal_id', text, (c) => c.references('deal.id'))
      .addColumn('conversation_id', text, (c) => c.references('conversation.id'))
      .addColumn('title', text, (c) => c.notNull())
      .addColumn('note', text, (c) => c.notNull())
      .addColumn('type', text, (c) => c.notNull())
      .addColumn('priority', text, (c) => c.notNull())
      .addColumn('due_at', text)
      .addColumn('assignee_id', text, (c) => c.references('agent.id'))
      .addColumn('status', text, (c) => c.notNull())
      .addColumn('done_at', text)
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema.createIndex('task_person').on('task').column('person_id').execute()
    await schema.createIndex('task_deal').on('task').columns(['deal_id', 'status', 'due_at']).execute()
  }
