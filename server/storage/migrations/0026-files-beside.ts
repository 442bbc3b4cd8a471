import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Files stand beside people and companies, too; those of deals stay where they are. */
export const filesBeside =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('file_beside')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('record', text, (c) => c.notNull())
      .addColumn('record_id', text, (c) => c.notNull())
      .addColumn('person_id', text, (c) => c.references('person.id'))
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('type', text, (c) => c.notNull())
      .addColumn('size', number, (c) => c.notNull())
      .addColumn('sha256', text, (c) => c.notNull())
      .addColumn('agent_id', text, (c) => c.references('agent.id'))
      .addColumn('added_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .addColumn('removed', 'integer', (c) => c.notNull())
      .execute()
    await sql`
      insert into file_beside (id, record, record_id, person_id, site_id, name, type, size, sha256, agent_id, added_at,
        version, removed)
      select id, 'deal', deal_id, person_id, site_id, name, type, size, sha256, agent_id, added_at, version, removed
      from file order by id`.execute(db)
    await schema.dropTable('file').execute()
    await schema.alterTable('file_beside').renameTo('file').execute()
    await schema.createIndex('file_record').on('file').columns(['record', 'record_id', 'added_at']).execute()
    await schema.createIndex('file_person').on('file').column('person_id').execute()
    await retell(db as Kysely<Told>)
    await answerAnew(db)
    // A console that is open knows files by their deals alone: another epoch has it load anew.
    await sql`update installation set epoch = epoch || '-26'`.execute(db)
  }

type Told = { fact: { n: number; name: string; data: string } }
type OldFile = { dealId: string } & Record<string, unknown>

const atOnce = 1_000
const asNow = ({ dealId, ...file }: OldFile) => ({ ...file, record: 'deal', recordId: dealId })

/** What was told of a deal's files is told as of every file, a bounded number at a time. */
async function retell(db: Kysely<Told>): Promise<void> {
  for (let after = 0; ; ) {
    const facts = await db
      .selectFrom('fact')
      .select(['n', 'data'])
      .where('name', 'in', ['file.added', 'file.removed'])
      .where('n', '>', after)
      .orderBy('n')
      .limit(atOnce)
      .execute()
    for (const { n, data } of facts) {
      const told = JSON.parse(data) as { file: OldFile }
      if (!told.file.dealId) continue
      const now = JSON.stringify({ ...told, file: asNow(told.file) })
      await db.updateTable('fact').set({ data: now }).where('n', '=', n).execute()
    }
    const last = facts.at(-1)
    if (!last || facts.length < atOnce) return
    after = last.n
  }
}

/** An attempt that is repeated after the upgrade is answered with a file as it is described now. */
async function answerAnew(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ caller: string; rid: string; answer: string }>`
    select caller, rid, answer from answer
    where answer like ${'{"id":"%","personId":"%","siteId":"%","dealId":"%","name":%,"size":%'}`.execute(db)
  for (const { caller, rid, answer } of rows) {
    const fresh = JSON.stringify(asNow(JSON.parse(answer) as OldFile))
    await sql`update answer set answer = ${fresh} where caller = ${caller} and rid = ${rid}`.execute(db)
  }
}
