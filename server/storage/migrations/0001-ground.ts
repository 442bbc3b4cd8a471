import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** The number line, the facts, the answers; what the installation shares; who we are; where widgets live. */
export const ground =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('counter')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('n', number, (c) => c.notNull())
      .execute()
    await sql`insert into counter (id, n) values (1, 0)`.execute(db)
    await schema
      .createTable('fact')
      .addColumn('n', number, (c) => c.primaryKey())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('at', text, (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .execute()
    await schema
      .createTable('fact_scope')
      .addColumn('scope', text, (c) => c.notNull())
      .addColumn('n', number, (c) => c.notNull().references('fact.n'))
      .addPrimaryKeyConstraint('fact_scope_pk', ['scope', 'n'])
      .execute()
    await schema
      .createTable('answer')
      .addColumn('caller', text, (c) => c.notNull())
      .addColumn('rid', text, (c) => c.notNull())
      .addColumn('input_hash', text, (c) => c.notNull())
      .addColumn('answer', 'text', (c) => c.notNull())
      .addColumn('at', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('answer_pk', ['caller', 'rid'])
      .execute()
    await schema.createIndex('answer_at').on('answer').column('at').execute()

    await schema
      .createTable('installation')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('epoch', text, (c) => c.notNull())
      .addColumn('secret', text, (c) => c.notNull())
      .addColumn('setup_token_hash', text)
      .addColumn('set_up_at', text)
      .addColumn('locale', text, (c) => c.notNull())
      .addColumn('time_zone', text, (c) => c.notNull())
      .addColumn('currency', text, (c) => c.notNull())
      .addColumn('public_url', text, (c) => c.notNull())
      .execute()

    await schema
      .createTable('role')
      .addColumn('name', text, (c) => c.primaryKey())
      .addColumn('permissions', 'text', (c) => c.notNull())
      .execute()
    await schema
      .createTable('agent')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('email', text, (c) => c.notNull().unique())
      .addColumn('password_hash', text, (c) => c.notNull())
      .addColumn('role', text, (c) => c.notNull().references('role.name'))
      .addColumn('locale', text, (c) => c.notNull())
      .addColumn('availability', text, (c) => c.notNull())
      .addColumn('disabled', 'integer', (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema
      .createTable('session')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('agent_id', text, (c) => c.notNull().references('agent.id'))
      .addColumn('token_hash', text, (c) => c.notNull().unique())
      .addColumn('user_agent', text, (c) => c.notNull())
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('seen_at', text, (c) => c.notNull())
      .execute()
    await schema.createIndex('session_agent').on('session').column('agent_id').execute()

    await schema
      .createTable('site')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('key', text, (c) => c.notNull().unique())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('domains', 'text', (c) => c.notNull())
      .addColumn('locale', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema
      .createTable('membership')
      .addColumn('agent_id', text, (c) => c.notNull().references('agent.id'))
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addPrimaryKeyConstraint('membership_pk', ['agent_id', 'site_id'])
      .execute()
  }
