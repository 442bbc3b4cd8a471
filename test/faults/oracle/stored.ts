import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Deal } from '#shared/protocol/deals'
import type { RecordNote } from '#shared/protocol/notes'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { Task } from '#shared/protocol/tasks'
import { readKept } from './kept'

export type StoredMessage = { conversationId: string; seq: number; n: number; id: string; author: string; body: string }

/** What a fact tells of, as it stands after it. */
export type Told = Deal | Task | RecordNote | Pipeline

export type StoredFact = { n: number; name: string; data: FactRows }
type FactRows = {
  deal?: Deal
  task?: Task
  note?: RecordNote
  pipeline?: Pipeline
  followUpOn?: string
  tasks?: object
}

export type StoredFile = { id: string; name: string; sha256: string; removed: number }

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
  notes: ReadonlyMap<string, number>
  pipelines: ReadonlyMap<string, number>
  /** Titles of the crowd's own tasks and texts of notes, as often as they stand. */
  taskTitles: readonly string[]
  noteTexts: readonly string[]
  files: readonly StoredFile[]
  /** Digests of the bytes that are kept beside the database, by the id they are kept under; null without a place. */
  kept: ReadonlyMap<string, string> | null
  /** Stages whose totals are not what their deals come to. */
  wrongTotals: number
  /** What happened to deals, tasks and pipelines, in its order. */
  story: readonly StoredFact[]
  /** Each of them as its facts tell it, by id and version. */
  told: ReadonlyMap<string, Told>
  /** Where the number line stands, and the numbers that are on it. */
  line: { head: number; count: number; highest: number }
}

type Head = { id: string; head: number }
type Versioned = { id: string; version: number }

/** Totals are counted along with every change; this counts them anew, and finds what stands on one side only. */
const wrongTotals = `
  with kept as (
    select stage_id, site_id, deal_count, deal_amount, hand_amount, hand_weighted from stage_total
    where deal_count <> 0 or deal_amount <> 0 or hand_amount <> 0 or hand_weighted <> 0
  ), counted as (
    select stage_id, site_id, count(*), coalesce(sum(amount), 0),
      coalesce(sum(case when probability is not null then amount end), 0), coalesce(sum(amount * probability), 0)
    from deal where removed = 0 group by stage_id, site_id
  )
  select * from (select * from kept except select * from counted)
  union all select * from (select * from counted except select * from kept)`

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
    const story = all<{ n: number; name: string; data: string }>(
      `select n, name, data from fact where ${['deal', 'note', 'task', 'stage', 'pipeline']
        .map((slice) => `name like '${slice}.%'`)
        .join(' or ')} order by n`,
    ).map(({ n, name, data }) => ({ n, name, data: JSON.parse(data) as FactRows }))
    const told = new Map<string, Told>()
    for (const { data } of story) {
      const row = data.task ?? data.note ?? data.pipeline ?? data.deal
      if (row) told.set(`${row.id}:${row.version}`, row)
    }
    const versions = (table: string) =>
      new Map(all<Versioned>(`select id, version from ${table}`).map(({ id, version }) => [id, version]))
    const { head } = database.prepare('select n as head from counter where id = 1').get() as { head: number }
    const numbers = 'select n from message union all select n from fact'
    const line = database.prepare(`select count(*) as count, coalesce(max(n), 0) as highest from (${numbers})`).get()
    return {
      integrity: String(database.pragma('integrity_check', { simple: true })),
      conversations,
      heads: new Map(all<Head>('select id, head from conversation').map(({ id, head }) => [id, head])),
      deals: versions('deal'),
      tasks: versions('task'),
      notes: versions('record_note'),
      pipelines: versions('pipeline'),
      taskTitles: all<{ title: string }>("select title from task where title like 'agent%'").map(({ title }) => title),
      noteTexts: all<{ body: string }>('select body from record_note').map(({ body }) => body),
      files: all<StoredFile>('select id, name, sha256, removed from file'),
      kept: readKept(dirname(file)),
      wrongTotals: all(wrongTotals).length,
      story,
      told,
      line: { head, ...(line as { count: number; highest: number }) },
    }
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}
