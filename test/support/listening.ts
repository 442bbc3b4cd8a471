import type { Storage } from '#server/storage/db'

type Statement = { sql: string; parameters: readonly unknown[] }

/** The SQL that runs meanwhile. */
export async function listening({ read }: Storage, work: () => Promise<void>): Promise<Statement[]> {
  const heard: Statement[] = []
  const executor = read.getExecutor() as unknown as { executeQuery: (query: Statement) => unknown }
  const before = executor.executeQuery
  executor.executeQuery = function (query) {
    heard.push({ sql: query.sql, parameters: query.parameters })
    return before.call(this, query)
  }
  await work()
  executor.executeQuery = before
  return heard
}
