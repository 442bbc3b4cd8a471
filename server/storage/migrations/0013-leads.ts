import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

type Old = Kysely<{
  installation: { set_up_at: string | null; locale: string }
  role: { name: string; permissions: string }
  lead_status: { id: string; name: string; kind: string; position: number; version: number }
}>

/** What statuses are called at first. A released step is never changed, so the words stand here once more. */
const names: Record<string, readonly (readonly [kind: string, name: string])[]> = {
  en: [
    ['new', 'New'],
    ['working', 'Contacted'],
    ['qualified', 'Qualified'],
    ['unqualified', 'Not qualified'],
    ['converted', 'Converted'],
  ],
  tr: [
    ['new', 'Yeni'],
    ['working', 'İletişim kuruldu'],
    ['qualified', 'Nitelikli'],
    ['unqualified', 'Niteliksiz'],
    ['converted', 'Dönüştürüldü'],
  ],
}

/** People who left details and are not yet qualified. */
export const leads =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('lead_status')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('position', number, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema
      .createTable('lead')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addColumn('person_id', text, (c) => c.notNull().references('person.id'))
      .addColumn('status_id', text, (c) => c.notNull().references('lead_status.id'))
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('emails', 'text', (c) => c.notNull())
      .addColumn('phones', 'text', (c) => c.notNull())
      .addColumn('company', text, (c) => c.notNull())
      .addColumn('title', text, (c) => c.notNull())
      .addColumn('industry', text, (c) => c.notNull())
      .addColumn('website', text, (c) => c.notNull())
      .addColumn('address', text, (c) => c.notNull())
      .addColumn('description', text, (c) => c.notNull())
      .addColumn('source', text, (c) => c.notNull())
      .addColumn('via', text, (c) => c.notNull())
      .addColumn('tags', 'text', (c) => c.notNull())
      .addColumn('owner_id', text, (c) => c.references('agent.id'))
      .addColumn('may_mail', 'integer')
      .addColumn('reason', text, (c) => c.notNull())
      .addColumn('status_since', text, (c) => c.notNull())
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .addColumn('removed', 'integer', (c) => c.notNull())
      .addColumn('is_open', 'integer', (c) => c.notNull())
      .addColumn('name_key', text, (c) => c.notNull())
      .addColumn('words', text, (c) => c.notNull())
      .execute()
    await schema
      .createIndex('lead_open')
      .on('lead')
      .column('person_id')
      .unique()
      .where(sql.ref('removed'), '=', sql.lit(0))
      .where(sql.ref('is_open'), '=', sql.lit(1))
      .execute()
    await schema.createIndex('lead_person').on('lead').columns(['person_id', 'id']).execute()
    for (const order of ['created_at', 'name_key'])
      await schema
        .createIndex(`lead_by_${order}`)
        .on('lead')
        .columns(['site_id', order, 'id'])
        .where(sql.ref('removed'), '=', sql.lit(0))
        .execute()
    await schema
      .createIndex('lead_status_site')
      .on('lead')
      .columns(['site_id', 'status_id'])
      .where(sql.ref('removed'), '=', sql.lit(0))
      .execute()

    const old = db as Old
    await nameStatuses(old)
    await allowLeads(old)
    // A console that is open knows nothing of leads: another epoch has it load anew.
    await sql`update installation set epoch = epoch || '-13'`.execute(db)
  }

/** An installation that is in use has its statuses at once; a new one gets them with its set-up. */
async function nameStatuses(db: Old): Promise<void> {
  const installation = await db.selectFrom('installation').select(['set_up_at', 'locale']).executeTakeFirst()
  if (!installation?.set_up_at) return
  const statuses = (names[installation.locale] ?? []).map(([kind, name], position) => ({
    ...{ id: idOf(position), name, kind, position, version: 1 },
  }))
  if (statuses.length > 0) await db.insertInto('lead_status').values(statuses).execute()
}

/** The same at every try: an upgrade that was killed half-way ends as one that was not. */
const idOf = (position: number): string => `019a0000-0000-7000-8000-00000000000${position}`

/** Whoever may read or change deals may do so with leads. */
async function allowLeads(db: Old): Promise<void> {
  for (const { name, permissions } of await db.selectFrom('role').selectAll().execute()) {
    const before = JSON.parse(permissions) as string[]
    const more = ['read', 'write'].filter((act) => before.includes(`deals.${act}`)).map((act) => `leads.${act}`)
    const after = JSON.stringify([...before, ...more])
    await db.updateTable('role').set({ permissions: after }).where('name', '=', name).execute()
  }
}
