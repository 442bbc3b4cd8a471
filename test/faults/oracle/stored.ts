import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Deal } from '#shared/protocol/deals'
import type { Task } from '#shared/protocol/tasks'

export type StoredMessage = { conversationId: string; seq: number; n: number; id: string; author: string; body: string }

/** What the database file itself holds, read while no server lives. */
export type Stored = {
  integrity: string
  /** By conversation, in order of `seq`. */
  conversations: ReadonlyMap<string, readonly StoredMessage[]>
  /** Highest `seq` each conversation says it has. */
  heads: ReadonlyMap<string, number>
  /** By id, at the version that stands. */
  deals: ReadonlyMap<string, number>
  tasks: ReadonlyMap<string, number>
  /** Titles of tasks, as often as they stand. */
  taskTitles: readonly string[]
  /** Every deal and task as its facts tell it, by id and version. */
  told: ReadonlyMap<string, Deal | Task>
  /** Where the number line stands, and the numbers that are on it. */
  line: { head: number; count: number; highest: number }
}

type Head = { id: string; head: number }
type Versioned = { id: string; version: number }

/** Reads what a start of the server would find, from a copy: opening a database changes its log. */
export function readStored(file: string): Stored {
  const folder = mkdtempSync(join(tmpdir(), 'parley-oracle-'))
  const copy = join(folder, 'parley.sqlite')
  copyFileSync(file, copy)
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
  const database = new Database(copy)
  const all = <Row>(sql: string) => database.prepare(sql).all() as Row[]
  try {
    const messages = all<StoredMessage>(
      'select conversation_id as conversationId, seq, n, id, author, body from message order by conversation_id, seq',
    )
    const conversations = new Map<string, StoredMessage[]>()
    for (const message of messages) {
      const list = conversations.get(message.conversationId)
      if (list) list.push(message)
      else conversations.set(message.conversationId, [message])
    }
    const told = new Map<string, Deal | Task>()
    for (const { data } of all<{ data: string }>(
      "select data from fact where name like 'deal.%' or name like 'task.%'",
    )) {
      const { deal, task } = JSON.parse(data) as { deal: Deal | null; task?: Task }
      const row = task ?? deal
      if (row) told.set(`${row.id}:${row.version}`, row)
    }
    const { head } = database.prepare('select n as head from counter where id = 1').get() as { head: number }
    const numbers = 'select n from message union all select n from fact'
    const line = database.prepare(`select count(*) as count, coalesce(max(n), 0) as highest from (${numbers})`).get()
    return {
      integrity: String(database.pragma('integrity_check', { simple: true })),
      conversations,
      heads: new Map(all<Head>('select id, head from conversation').map(({ id, head }) => [id, head])),
      deals: new Map(all<Versioned>('select id, version from deal').map(({ id, version }) => [id, version])),
      tasks: new Map(all<Versioned>('select id, version from task').map(({ id, version }) => [id, version])),
      taskTitles: all<{ title: string }>('select title from task').map(({ title }) => title),
      told,
      line: { head, ...(line as { count: number; highest: number }) },
    }
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}
