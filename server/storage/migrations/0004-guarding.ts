import type { Kysely } from 'kysely'
import type { Columns } from './columns'

/** Two-step sign-in with its recovery codes, and the keys of programs. */
export const guarding =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .alterTable('installation')
      .addColumn('two_step_required', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await schema
      .createTable('two_step')
      .addColumn('agent_id', text, (c) => c.primaryKey().references('agent.id'))
      .addColumn('secret', text, (c) => c.notNull())
      .execute()
    await schema
      .createTable('used_step')
      .addColumn('agent_id', text, (c) => c.notNull().references('agent.id'))
      .addColumn('step', number, (c) => c.notNull())
      .addPrimaryKeyConstraint('used_step_pk', ['agent_id', 'step'])
      .execute()
    await schema
      .createTable('recovery_code')
      .addColumn('agent_id', text, (c) => c.notNull().references('agent.id'))
      .addColumn('code_hash', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('recovery_code_pk', ['agent_id', 'code_hash'])
      .execute()
    await schema
      .createTable('api_key')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('secret_hash', text, (c) => c.notNull().unique())
      .addColumn('hint', text, (c) => c.notNull())
      .addColumn('scopes', text, (c) => c.notNull())
      .addColumn('created_by', text, (c) => c.notNull().references('agent.id'))
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('used_at', text)
      .execute()
  }
