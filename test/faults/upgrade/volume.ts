import Database from 'better-sqlite3'

const rows = 20_000

/** Years of talk, so that a backup takes long enough to be killed in: copies of what was said and of what happened. */
export function addVolume(file: string): void {
  const database = new Database(file)
  const add = database.transaction(() => {
    const count = `with recursive more(i) as (select 1 union all select i + 1 from more where i < ${rows})`
    const { head, n } = database.prepare('select head, (select n from counter) as n from conversation').get() as {
      head: number
      n: number
    }
    database.exec(
      `${count} insert into message (conversation_id, seq, n, id, kind, author, agent_id, body, sent_at)
        select conversation_id, ${head} + i, ${n} + i, printf('%032x', i), kind, author, agent_id,
          printf('%d ', i) || hex(randomblob(150)), sent_at
        from message, more where seq = 1`,
    )
    const fact = database.prepare('select min(n) from fact').pluck().get()
    database.exec(
      `${count} insert into fact (n, name, at, data)
        select ${n} + ${rows} + i, name, at, data from fact, more where n = ${fact}`,
    )
    database.exec(
      `${count} insert into fact_scope (scope, n)
        select scope, ${n} + ${rows} + i from fact_scope, more where n = ${fact}`,
    )
    database.exec(`update conversation set head = head + ${rows}`)
    database.exec(`update counter set n = n + 2 * ${rows}`)
  })
  add()
  database.pragma('wal_checkpoint(truncate)')
  database.close()
}
