import { CompiledQuery, type DatabaseConnection, type Driver } from 'kysely'

/** A driver over one connection, taken by one caller at a time: a transaction is never interleaved with a stranger's query. */
export class SingleConnectionDriver implements Driver {
  #tail: Promise<void> = Promise.resolve()
  #release: () => void = () => {}

  constructor(
    private readonly connection: DatabaseConnection,
    private readonly close: () => Promise<void>,
  ) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#tail
    let release = () => {}
    this.#tail = new Promise((resolve) => {
      release = resolve
    })
    await before
    this.#release = release
    return this.connection
  }

  async releaseConnection(): Promise<void> {
    this.#release()
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  destroy(): Promise<void> {
    return this.close()
  }
}
