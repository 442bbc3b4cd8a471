import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from 'kysely'

/** What it throws, the statement throws; what it returns is called when the statement is answered. */
export type Guard = () => (() => void) | undefined

/** The same dialect, with `guard` before every statement. */
export const guardedDialect = (dialect: Dialect, guard: Guard): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createDriver: () => new GuardedDriver(dialect.createDriver(), guard),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createQueryCompiler: () => dialect.createQueryCompiler(),
})

class GuardedConnection implements DatabaseConnection {
  constructor(
    readonly inner: DatabaseConnection,
    readonly guard: Guard,
  ) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answered = this.guard()
    try {
      return await this.inner.executeQuery<R>(query)
    } finally {
      answered?.()
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    this.guard()?.()
    return this.inner.streamQuery<R>(query, chunkSize)
  }
}

class GuardedDriver implements Driver {
  readonly #guarded = new WeakMap<DatabaseConnection, GuardedConnection>()

  constructor(
    private readonly inner: Driver,
    private readonly guard: Guard,
  ) {}

  init(): Promise<void> {
    return this.inner.init()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    this.guard()?.()
    const connection = await this.inner.acquireConnection()
    const known = this.#guarded.get(connection) ?? new GuardedConnection(connection, this.guard)
    this.#guarded.set(connection, known)
    return known
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.inner.beginTransaction(innerOf(connection), settings)
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.inner.commitTransaction(innerOf(connection))
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.inner.rollbackTransaction(innerOf(connection))
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.inner.releaseConnection(innerOf(connection))
  }

  destroy(): Promise<void> {
    return this.inner.destroy()
  }
}

const innerOf = (connection: DatabaseConnection) =>
  connection instanceof GuardedConnection ? connection.inner : connection
