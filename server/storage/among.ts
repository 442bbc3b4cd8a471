import { PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Reader } from './db'

/**
 * Whether a column is one of these values, however many: they go as one parameter, so the SQL stays the same and is
 * prepared once.
 */
export const among = (db: Reader, column: string, values: readonly string[]): RawBuilder<boolean> =>
  db.getExecutor().adapter instanceof PostgresAdapter
    ? sql<boolean>`${sql.ref(column)} = any(${[...values]})`
    : sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`

/**
 * Whether a column is none of these values, of which there is one at least. As an expression it is no reason to take
 * another index.
 */
export const outside = (column: string, values: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`(coalesce(${sql.ref(column)}, '') not in (${sql.join([...values])}))`
