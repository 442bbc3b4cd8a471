import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Notes stand beside people and companies, too, and those of deals with them; companies have a history. */
export const notes =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('record_note')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('record', text, (c) => c.notNull())
      .addColumn('record_id', text, (c) => c.notNull())
      .addColumn('agent_id', text, (c) => c.references('agent.id'))
      .addColumn('body', text, (c) => c.notNull())
      .addColumn('mentions', text, (c) => c.notNull())
      .addColumn('pinned', 'integer', (c) => c.notNull())
      .addColumn('written_at', text, (c) => c.notNull())
      .addColumn('edited_at', text)
      .addColumn('removed', 'integer', (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema
      .createIndex('record_note_record')
      .on('record_note')
      .columns(['record', 'record_id', 'written_at'])
      .execute()
    await sql`
      insert into record_note (id, record, record_id, agent_id, body, mentions, pinned, written_at, removed, version)
      select id, 'deal', deal_id, agent_id, body, mentions, pinned, written_at, 0, version from deal_note`.execute(db)
    await schema.dropTable('deal_note').execute()
    await retell(db as Kysely<Told>)
    await tellCompanies(db as Kysely<Told>)
    await answerAnew(db)
    // A console that is open knows nothing of these notes: another epoch has it load anew.
    await sql`update installation set epoch = epoch || '-23'`.execute(db)
  }

type Told = {
  fact: { n: number; name: string; data: string }
  fact_scope: { scope: string; n: number }
}

const atOnce = 1_000

/** Some facts, a bounded number of them at a time. */
async function* factsOf(db: Kysely<Told>, names: readonly string[]) {
  for (let after = 0; ; ) {
    const facts = await db
      .selectFrom('fact')
      .select(['n', 'name', 'data'])
      .where('name', 'in', names)
      .where('n', '>', after)
      .orderBy('n')
      .limit(atOnce)
      .execute()
    yield* facts
    const last = facts.at(-1)
    if (!last || facts.length < atOnce) return
    after = last.n
  }
}

type OldNote = { dealId: string } & Record<string, unknown>

const asNow = ({ dealId, ...note }: OldNote) => ({
  ...note,
  ...{ record: 'deal', recordId: dealId, editedAt: null, removed: false },
})

/** What was told of a deal's notes is told as of every note, in its own history as well. */
async function retell(db: Kysely<Told>): Promise<void> {
  for await (const { n, name, data } of factsOf(db, ['deal.noted', 'deal.pinned'])) {
    const { note, dealName, ...told } = JSON.parse(data) as { note: OldNote; dealName: string }
    const now = asNow(note)
    await db
      .updateTable('fact')
      .set({
        name: name === 'deal.noted' ? 'note.left' : 'note.pinned',
        data: JSON.stringify({ ...told, note: now, about: dealName }),
      })
      .where('n', '=', n)
      .execute()
    await db
      .insertInto('fact_scope')
      .values({ scope: `note:${String(note.id)}`, n })
      .execute()
  }
}

/** What was told of a company before becomes its history. */
async function tellCompanies(db: Kysely<Told>): Promise<void> {
  const names = ['created', 'edited', 'removed', 'restored'].map((done) => `company.${done}`)
  for await (const { n, data } of factsOf(db, names)) {
    const { company } = JSON.parse(data) as { company: { id: string } }
    await db
      .insertInto('fact_scope')
      .values({ scope: `company:${company.id}`, n })
      .execute()
  }
}

/** An attempt that is repeated after the upgrade is answered with a note as it is described now. */
async function answerAnew(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ caller: string; rid: string; answer: string }>`
    select caller, rid, answer from answer where answer like ${'{"id":"%","dealId":"%","mentions":%'}`.execute(db)
  for (const { caller, rid, answer } of rows) {
    const fresh = JSON.stringify(asNow(JSON.parse(answer) as OldNote))
    await sql`update answer set answer = ${fresh} where caller = ${caller} and rid = ${rid}`.execute(db)
  }
}
