import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { Line, until } from '../support/ask'
import { install, newFolder } from '../support/installed'
import type { ServerProcess } from '../support/process'

let server: ServerProcess | undefined
afterEach(async () => {
  await server?.kill()
  server = undefined
})

test('[X01] killed between what happens and what a rule does about it, it is done afterwards, and once', async () => {
  const dataDir = newFolder()
  const installed = await install(dataDir)
  server = installed.server
  const enter = () => Line.open(`${installed.server.url}/agent`, { headers: { cookie: installed.cookie } })
  const begin = await enter()
  await begin.ask('rule:create', {
    ...{ name: 'By itself', siteId: null, on: true, trigger: { on: 'lead.created' }, conditions: [] },
    actions: [
      { do: 'tag', tag: 'seen' },
      { do: 'task', title: 'Call {{contact.name}}', dueInDays: 1, assignee: 'owner' },
      { do: 'mail', to: 'person', subject: 'Hello', text: 'Hello' },
    ],
  })
  const [site] = await begin.ask('site:list', {})
  begin.close()
  let asked = 0
  const add = (line: Line) => {
    const name = `Lead ${asked++}`
    const details = { name, emails: [`lead${asked}@example.com`] }
    return line.ask('lead:create', { whose: { siteId: site?.id ?? '' }, details }).catch(() => {})
  }
  for (let round = 0; round < 4; round++) {
    const line = await enter()
    const added = Array.from({ length: 8 }, () => add(line))
    // What was answered has happened; what the rule does about it may have begun or not.
    await Promise.race(added)
    await new Promise((resolve) => setTimeout(resolve, round * 10))
    await server.kill()
    line.close()
    await server.start()
  }
  const read = <Row>(sql: string): Row[] => {
    const database = new Database(join(dataDir, 'parley.sqlite'), { readonly: true })
    const rows = database.prepare(sql).all() as Row[]
    database.close()
    return rows
  }
  const leads = () => read<{ id: string; tags: string; person_id: string }>('select id, tags, person_id from lead')
  const line = await enter()
  await add(line)
  await until(() => leads().every(({ tags }) => tags === '["seen"]'), 'that every lead was seen', 10_000)
  line.close()
  const people = leads().map(({ person_id }) => person_id)
  expect(people.length).toBeGreaterThan(4)
  const counted = (table: string) =>
    read<{ person_id: string; all: number }>(
      `select person_id, count(*) as "all" from ${table} group by person_id order by person_id`,
    )
  const once = [...people].sort().map((person_id) => ({ person_id, all: 1 }))
  expect(counted('task')).toEqual(once)
  expect(counted('mail')).toEqual(once)
  expect(counted('rule_run')).toEqual(once)
})
