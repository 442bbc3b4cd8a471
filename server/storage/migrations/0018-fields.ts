import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Fields an installation gives its leads, contacts, companies and deals, and where a lead's go when it is converted. */
export const fields =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('custom_field')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('record', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('options', text, (c) => c.notNull())
      .addColumn('rank', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .addColumn('removed', 'integer', (c) => c.notNull())
      .execute()
    await schema
      .createTable('lead_mapping')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('targets', text)
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await sql`insert into lead_mapping (id, targets, version) values (1, null, 1)`.execute(db)
    for (const record of ['lead', 'contact', 'company', 'deal'])
      await schema
        .alterTable(record)
        .addColumn('custom', text, (c) => c.notNull().defaultTo('{}'))
        .execute()
    await retell(db)
    // A console that is open knows nothing of fields: another epoch has it load anew.
    await sql`update installation set epoch = epoch || '-18'`.execute(db)
  }

type Answer = { caller: string; rid: string; answer: string }
type Told = Record<string, unknown>

/** An attempt that is repeated after the upgrade is answered with a record as it is described now. */
async function retell(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Answer>`
    select caller, rid, answer from answer where answer like ${'%"removed":%'}`.execute(db)
  for (const { caller, rid, answer } of rows) {
    const before = JSON.parse(answer) as Told
    const after = described(before)
    if (after === before) continue
    await sql`
      update answer set answer = ${JSON.stringify(after)} where caller = ${caller} and rid = ${rid}`.execute(db)
  }
}

function described(told: Told): Told {
  if (isRecord(told)) return { ...told, custom: {} }
  const { deal } = told
  return isObject(deal) && isRecord(deal) ? { ...told, deal: { ...deal, custom: {} } } : told
}

/** What only leads, deals, companies and contacts say of themselves. */
const isRecord = (told: Told): boolean => ['statusSince', 'quotes', 'taxOffice', 'timeZone'].some((own) => own in told)

const isObject = (value: unknown): value is Told => typeof value === 'object' && value !== null
