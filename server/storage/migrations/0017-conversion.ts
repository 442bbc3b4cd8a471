import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

type Old = Kysely<{ role: { name: string; permissions: string } }>

/** What leads become, people who turn out to be one, and what brings both back. */
export const conversion =
  ({ text }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .alterTable('lead')
      .addColumn('said_name', text, (c) => c.notNull().defaultTo(''))
      .execute()
    for (const name of ['converted_at', 'converted_by', 'contact_id', 'company_id', 'deal_id'])
      await schema.alterTable('lead').addColumn(name, text).execute()
    await schema.createIndex('lead_of_contact').on('lead').column('contact_id').execute()
    await schema.alterTable('contact').addColumn('merged_into', text).execute()
    await schema.alterTable('person').addColumn('merged_into', text).execute()
    await schema.createIndex('person_merged').on('person').column('merged_into').execute()

    await schema
      .alterTable('conversation')
      .addColumn('begun_by', text, (c) => c.notNull().defaultTo(''))
      .execute()
    await sql`update conversation set begun_by = person_id`.execute(db)
    await schema.createIndex('conversation_begun').on('conversation').columns(['begun_by', 'started_at']).execute()

    await schema
      .createTable('change_record')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addColumn('person_id', text, (c) => c.notNull())
      .addColumn('gone_id', text)
      .addColumn('lead_id', text)
      .addColumn('contact_id', text, (c) => c.notNull())
      .addColumn('about', text, (c) => c.notNull())
      .addColumn('by_agent_id', text)
      .addColumn('at', text, (c) => c.notNull())
      .addColumn('expires_at', text, (c) => c.notNull())
      .addColumn('undone_at', text)
      .addColumn('steps', 'text', (c) => c.notNull())
      .execute()
    await schema.createIndex('change_of_contact').on('change_record').columns(['contact_id', 'at']).execute()
    await schema.createIndex('change_of_lead').on('change_record').columns(['lead_id', 'at']).execute()
    await schema.createIndex('change_expires').on('change_record').column('expires_at').execute()

    await allowConverting(db as Old)
    // A console that is open knows nothing of conversions: another epoch has it load anew.
    await sql`update installation set epoch = epoch || '-17'`.execute(db)
  }

/** Whoever may change leads may convert them. */
async function allowConverting(db: Old): Promise<void> {
  for (const { name, permissions } of await db.selectFrom('role').selectAll().execute()) {
    const before = JSON.parse(permissions) as string[]
    if (!before.includes('leads.write')) continue
    const after = JSON.stringify([...before, 'leads.convert'])
    await db.updateTable('role').set({ permissions: after }).where('name', '=', name).execute()
  }
}
