import { type Kysely, sql } from 'kysely'
import { keysOfPerson, type RecordKey } from '#shared/rules/record-keys'
import type { Columns } from './columns'

type KeyRow = { person_id: string; site_id: string; module: string; kind: string; key: string }
type OldLead = { id: string; site_id: string; person_id: string; name: string; emails: string; phones: string }
type Old = Kysely<{
  role: { name: string; permissions: string }
  lead: OldLead & { removed: number; is_open: number }
  person_key: KeyRow
}>

const pageSize = 1_000
/** PostgreSQL and SQLite both take this many rows of five values at once. */
const together = 500

/** People who are known, the companies where they work, and by what both are recognised. */
export const contacts =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('company')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('domains', 'text', (c) => c.notNull())
      .addColumn('phones', 'text', (c) => c.notNull())
      .addColumn('website', text, (c) => c.notNull())
      .addColumn('industry', text, (c) => c.notNull())
      .addColumn('tax_office', text, (c) => c.notNull())
      .addColumn('tax_number', text, (c) => c.notNull())
      .addColumn('address', text, (c) => c.notNull())
      .addColumn('description', text, (c) => c.notNull())
      .addColumn('tags', 'text', (c) => c.notNull())
      .addColumn('owner_id', text, (c) => c.references('agent.id'))
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .addColumn('removed', 'integer', (c) => c.notNull())
      .addColumn('name_key', text, (c) => c.notNull())
      .addColumn('words', text, (c) => c.notNull())
      .execute()
    await schema
      .createTable('contact')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addColumn('person_id', text, (c) => c.notNull().references('person.id'))
      .addColumn('company_id', text, (c) => c.references('company.id'))
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('emails', 'text', (c) => c.notNull())
      .addColumn('phones', 'text', (c) => c.notNull())
      .addColumn('title', text, (c) => c.notNull())
      .addColumn('language', text, (c) => c.notNull())
      .addColumn('time_zone', text, (c) => c.notNull())
      .addColumn('website', text, (c) => c.notNull())
      .addColumn('address', text, (c) => c.notNull())
      .addColumn('description', text, (c) => c.notNull())
      .addColumn('source', text, (c) => c.notNull())
      .addColumn('tags', 'text', (c) => c.notNull())
      .addColumn('owner_id', text, (c) => c.references('agent.id'))
      .addColumn('may_mail', 'integer')
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .addColumn('removed', 'integer', (c) => c.notNull())
      .addColumn('name_key', text, (c) => c.notNull())
      .addColumn('words', text, (c) => c.notNull())
      .execute()
    await schema
      .createIndex('contact_of_person')
      .on('contact')
      .column('person_id')
      .unique()
      .where(sql.ref('removed'), '=', sql.lit(0))
      .execute()
    await schema
      .createIndex('contact_of_company')
      .on('contact')
      .columns(['company_id', 'id'])
      .where(sql.ref('removed'), '=', sql.lit(0))
      .execute()
    for (const table of ['contact', 'company'])
      for (const order of ['created_at', 'name_key'])
        await schema
          .createIndex(`${table}_by_${order}`)
          .on(table)
          .columns(['site_id', order, 'id'])
          .where(sql.ref('removed'), '=', sql.lit(0))
          .execute()
    await schema
      .createTable('person_key')
      .addColumn('person_id', text, (c) => c.notNull().references('person.id'))
      .addColumn('site_id', text, (c) => c.notNull())
      .addColumn('module', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('key', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('person_key_pk', ['person_id', 'module', 'kind', 'key'])
      .execute()
    await schema
      .createTable('company_key')
      .addColumn('company_id', text, (c) => c.notNull().references('company.id'))
      .addColumn('site_id', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('key', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('company_key_pk', ['company_id', 'kind', 'key'])
      .execute()
    for (const table of ['person_key', 'company_key'])
      await schema.createIndex(`${table}_found`).on(table).columns(['site_id', 'kind', 'key']).execute()

    const old = db as Old
    await keepKeysOfLeads(old)
    await allowContacts(old)
    // A console that is open knows nothing of contacts: another epoch has it load anew.
    await sql`update installation set epoch = epoch || '-14'`.execute(db)
  }

/** Leads from before are recognised as those that come now. */
async function keepKeysOfLeads(db: Old): Promise<void> {
  for (let after = ''; ; ) {
    const leads = await db
      .selectFrom('lead')
      .select(['id', 'site_id', 'person_id', 'name', 'emails', 'phones'])
      .where('removed', '=', 0)
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    const rows = leads.flatMap((lead) => keysOf(lead).map((key) => rowOf(lead, key)))
    for (let at = 0; at < rows.length; at += together)
      await db
        .insertInto('person_key')
        .values(rows.slice(at, at + together))
        .onConflict((clash) => clash.doNothing())
        .execute()
    if (leads.length < pageSize) return
    after = leads.at(-1)?.id ?? ''
  }
}

const keysOf = ({ name, emails, phones }: OldLead): RecordKey[] =>
  keysOfPerson({ name, emails: JSON.parse(emails) as string[], phones: JSON.parse(phones) as string[] })

const rowOf = ({ person_id, site_id }: OldLead, { kind, key }: RecordKey): KeyRow => ({
  ...{ person_id, site_id, module: 'lead', kind, key },
})

/** Whoever may read or change deals may do so with contacts and companies. */
async function allowContacts(db: Old): Promise<void> {
  for (const { name, permissions } of await db.selectFrom('role').selectAll().execute()) {
    const before = JSON.parse(permissions) as string[]
    const more = ['read', 'write'].filter((act) => before.includes(`deals.${act}`)).map((act) => `contacts.${act}`)
    const after = JSON.stringify([...before, ...more])
    await db.updateTable('role').set({ permissions: after }).where('name', '=', name).execute()
  }
}
