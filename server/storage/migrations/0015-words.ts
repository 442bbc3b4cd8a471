import { type Kysely, sql } from 'kysely'
import { wordsOfDeal } from '#shared/rules/deal-words'
import type { Columns } from './columns'

type Old = Kysely<{
  deal: {
    id: string
    site_id: string
    name: string
    tags: string
    source: string
    person_id: string
    removed: number
    words: string
  }
  person: { id: string; name: string | null; code: string }
  deal_word: { site_id: string; word: string; deal_id: string }
}>

const pageSize = 500

/** Every word a deal is found by leads to it, instead of being looked for in all of them. */
export const words =
  ({ text }: Columns, dialect: 'sqlite' | 'postgres') =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    // It held the words, which made it quicker to read through than the deals themselves.
    await schema.dropIndex('deal_by_name').execute()
    for (const name of ['tag_words', 'person_words', 'source_words'])
      await schema.alterTable('deal').dropColumn(name).execute()
    await schema
      .alterTable('deal')
      .addColumn('words', text, (c) => c.notNull().defaultTo(''))
      .execute()
    await schema
      .createIndex('deal_by_name')
      .on('deal')
      .columns(['site_id', 'name_key', 'id'])
      .where(sql.ref('removed'), '=', sql.lit(0))
      .execute()
    // The key is all there is to a row: SQLite needs no second copy of it.
    await schema
      .createTable('deal_word')
      .addColumn('site_id', text, (c) => c.notNull())
      .addColumn('word', text, (c) => c.notNull())
      .addColumn('deal_id', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('deal_word_pk', ['site_id', 'word', 'deal_id'])
      .$call((table) => (dialect === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table))
      .execute()
    await writeWords(db as Old)
  }

async function writeWords(db: Old): Promise<void> {
  for (let after = ''; ; ) {
    const deals = await db
      .selectFrom('deal')
      .innerJoin('person', 'person.id', 'deal.person_id')
      .select(['deal.id', 'deal.site_id', 'deal.name', 'deal.tags', 'deal.source', 'person.code'])
      .select('person.name as person_name')
      .where('deal.removed', '=', 0)
      .where('deal.id', '>', after)
      .orderBy('deal.id')
      .limit(pageSize)
      .execute()
    for (const row of deals) {
      const deal = { name: row.name, tags: JSON.parse(row.tags) as string[], source: row.source }
      const said = wordsOfDeal({ deal, personName: row.person_name ?? '', personCode: row.code })
      if (said.length === 0) continue
      await db
        .updateTable('deal')
        .set({ words: `\n${said.join('\n')}\n` })
        .where('id', '=', row.id)
        .execute()
      await db
        .insertInto('deal_word')
        .values(said.map((word) => ({ site_id: row.site_id, word, deal_id: row.id })))
        .execute()
    }
    const last = deals.at(-1)
    if (!last) return
    after = last.id
  }
}
