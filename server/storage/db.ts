import type { Kysely } from 'kysely'
import type { Schema } from './schema'

declare const reading: unique symbol
declare const writing: unique symbol

/** Reads. Its connections refuse to write. */
export type Db = Kysely<Schema> & { readonly [reading]: true }

/** The inside of one change: reads its own writes. Only `change()` makes one. */
export type Tx = Kysely<Schema> & { readonly [writing]: true }

/** Either: what a query that only reads asks for. */
export type Reader = Db | Tx

/** What went wrong in the database, in words the rest of the house knows; null for a bug of ours. */
export type StorageTrouble = 'busy' | 'full' | 'broken' | 'unknown-commit' | null

/** Everything the two dialects say differently. */
export type Storage = {
  dialect: 'sqlite' | 'postgres'
  read: Db
  /** The writing instance; the migrator and `change()` use it, nobody else. */
  write: Kysely<Schema>
  /** Runs `work` between BEGIN and COMMIT on one writing connection; the commit is durable when it returns. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** True when changes that arrive together share one transaction and one fsync. */
  groups: boolean
  /** Sorts an error of this dialect. */
  trouble(error: unknown): StorageTrouble
  /** Bytes of the log whose rows are not in the database file yet; it grows while somebody holds on to an old moment. */
  logBytes(): number
  /** Copies the database beside itself before an upgrade; where the path is returned, a file was written. */
  backup(label: string): Promise<string | null>
  close(): Promise<void>
}
