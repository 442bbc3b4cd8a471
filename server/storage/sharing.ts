import { type Compilable, PostgresAdapter, type SelectQueryBuilder } from 'kysely'
import type { Tx } from './db'
import type { Schema } from './schema'

type Sharable = Pick<SelectQueryBuilder<Schema, keyof Schema, unknown>, 'forShare'> & Compilable

/**
 * Keeps the rows a query finds as they are until the commit: others may do the same, but nobody changes them meanwhile.
 * SQLite has one writer at a time and nothing to ask for.
 */
export async function share(tx: Tx, query: () => Sharable): Promise<void> {
  if (tx.getExecutor().adapter instanceof PostgresAdapter) await tx.executeQuery(query().forShare())
}
