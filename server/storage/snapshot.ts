import type { Db } from './db'

/** Reads several things as they stood at one moment, so that an answer agrees with itself and with its `n`. */
export const atOneMoment = <T>(read: Db, work: (db: Db) => Promise<T>): Promise<T> =>
  read
    .transaction()
    // SQLite reads so in any case; PostgreSQL would otherwise look anew with each statement.
    .setIsolationLevel('repeatable read')
    .execute((tx) => work(tx as unknown as Db))
