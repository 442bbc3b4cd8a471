import type Database from 'better-sqlite3'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  type LimitNode,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
} from 'kysely'
import { SingleConnectionDriver } from './single-connection-driver'

/** Statements kept prepared per connection; a query built anew each time costs several times its run. */
const statementLimit = 500

/** One better-sqlite3 connection with its prepared statements. */
export class SqliteConnection implements DatabaseConnection {
  readonly #statements = new Map<string, Database.Statement>()

  constructor(readonly database: Database.Database) {}

  /** Runs a statement at once: nothing else can come between it and its rows. */
  run(sql: string, parameters: readonly unknown[]): QueryResult<unknown> {
    const statement = this.#prepare(sql)
    if (statement.reader) return { rows: statement.all(...parameters) }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return this.run(sql, parameters) as QueryResult<R>
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    for (const row of this.#prepare(query.sql).iterate(...query.parameters)) yield { rows: [row as R] }
  }

  #prepare(sql: string): Database.Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    if (this.#statements.size >= statementLimit) this.#statements.clear()
    const statement = this.database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

// SQLite's DDL is transactional; saying so lets the migrator leave nothing half done.
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** A limit that is filled in would have SQLite plan a statement anew each time it runs. */
class Compiler extends SqliteQueryCompiler {
  protected override visitLimit({ limit }: LimitNode): void {
    this.append('limit ')
    if (ValueNode.is(limit) && typeof limit.value === 'number') this.append(String(limit.value))
    else this.visitNode(limit)
  }
}

/** Kysely over one better-sqlite3 connection. */
export const sqliteDialect = (connection: SqliteConnection): Dialect => ({
  createAdapter: () => new Adapter(),
  createDriver: () => new SingleConnectionDriver(connection, async () => void connection.database.close()),
  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  createIntrospector: (db: Kysely<any>) => new SqliteIntrospector(db),
  createQueryCompiler: () => new Compiler(),
})
