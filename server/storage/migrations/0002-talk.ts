import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** People, their browsers, and what is said. */
export const talk =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('person')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addColumn('name', text)
      .addColumn('code', text, (c) => c.notNull())
      .addColumn('attributes', 'text', (c) => c.notNull())
      .addColumn('language', text, (c) => c.notNull())
      .addColumn('origin', 'text', (c) => c.notNull())
      .addColumn('device', text, (c) => c.notNull())
      .addColumn('first_seen_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema
      .createTable('visitor')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('person_id', text, (c) => c.notNull().references('person.id'))
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addColumn('token_hash', text, (c) => c.notNull().unique())
      .addColumn('created_at', text, (c) => c.notNull())
      .execute()

    await schema
      .createTable('conversation')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addColumn('person_id', text, (c) => c.notNull().references('person.id'))
      .addColumn('status', text, (c) => c.notNull())
      .addColumn('assignee_id', text, (c) => c.references('agent.id'))
      .addColumn('head', number, (c) => c.notNull())
      .addColumn('preview', text, (c) => c.notNull())
      .addColumn('preview_by', text, (c) => c.notNull())
      .addColumn('last_at', text, (c) => c.notNull())
      .addColumn('waiting_since', text)
      .addColumn('unread', number, (c) => c.notNull())
      .addColumn('visitor_delivered', number, (c) => c.notNull())
      .addColumn('visitor_read', number, (c) => c.notNull())
      .addColumn('agent_delivered', number, (c) => c.notNull())
      .addColumn('agent_read', number, (c) => c.notNull())
      .addColumn('started_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema.createIndex('conversation_person').on('conversation').columns(['person_id', 'started_at']).execute()
    await schema.createIndex('conversation_last').on('conversation').columns(['last_at', 'id']).execute()
    await schema
      .createIndex('conversation_mine')
      .on('conversation')
      .columns(['assignee_id', 'last_at', 'id'])
      .where(sql.ref('status'), '=', sql.lit('open'))
      .execute()
    await schema
      .createIndex('conversation_incoming')
      .on('conversation')
      .columns(['waiting_since', 'id'])
      .where(sql<boolean>`status = 'open' and assignee_id is null`)
      .execute()

    await schema
      .createTable('message')
      .addColumn('conversation_id', text, (c) => c.notNull().references('conversation.id'))
      .addColumn('seq', number, (c) => c.notNull())
      .addColumn('n', number, (c) => c.notNull().unique())
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('author', text, (c) => c.notNull())
      .addColumn('agent_id', text, (c) => c.references('agent.id'))
      .addColumn('body', text, (c) => c.notNull())
      .addColumn('sent_at', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('message_pk', ['conversation_id', 'seq'])
      .addUniqueConstraint('message_once', ['conversation_id', 'author', 'id'])
      .execute()
    await schema
      .createTable('note')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('conversation_id', text, (c) => c.notNull().references('conversation.id'))
      .addColumn('person_id', text, (c) => c.notNull().references('person.id'))
      .addColumn('agent_id', text, (c) => c.notNull().references('agent.id'))
      .addColumn('body', text, (c) => c.notNull())
      .addColumn('after_seq', number, (c) => c.notNull())
      .addColumn('n', number, (c) => c.notNull())
      .addColumn('written_at', text, (c) => c.notNull())
      .execute()
    await schema.createIndex('note_conversation').on('note').columns(['conversation_id', 'after_seq', 'n']).execute()
  }
