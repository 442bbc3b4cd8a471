import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { randomId, randomText } from '#shared/values/random'
import { Line, Refused } from '../support/ask'
import { type Installed, install, newFolder, visitorAt } from '../support/installed'
import { page } from '../support/world'

let here: Installed | undefined
let mounted: string | undefined
afterEach(async () => {
  await here?.server.kill()
  here = undefined
  if (mounted) spawnSync('umount', ['-l', mounted])
  mounted = undefined
})

const send = (line: Line, body: string, id = randomId()) => line.ask('visit:send', { id, body, page, language: 'en' })

test('a database that somebody else locks for a while delays answers and loses nothing', async () => {
  const dataDir = newFolder()
  here = await install(dataDir)
  const line = await visitorAt(here.server.url, here.key, `v1.${randomText(32)}`)
  await send(line, 'before')
  const other = new Database(join(dataDir, 'parley.sqlite'))
  other.exec('begin immediate')
  const waiting = Promise.all([1, 2, 3].map((i) => send(line, `while locked ${i}`)))
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  const asked = Date.now()
  expect((await line.ask('visit:sync', { after: 0 })).head).toBe(1)
  expect(Date.now() - asked).toBeLessThan(300)
  other.exec('rollback')
  other.close()
  await waiting
  expect((await line.ask('visit:sync', { after: 0 })).head).toBe(4)
  line.close()
})

test('a lock that does not go away is answered "busy", and the same message goes through afterwards', async () => {
  const dataDir = newFolder()
  here = await install(dataDir)
  const line = await visitorAt(here.server.url, here.key, `v1.${randomText(32)}`)
  const other = new Database(join(dataDir, 'parley.sqlite'))
  other.exec('begin immediate')
  const id = randomId()
  const refused = await send(line, 'patience', id).catch((error: Refused) => error.answer)
  expect(refused).toMatchObject({ code: 'busy' })
  other.exec('rollback')
  other.close()
  expect((await send(line, 'patience', id)).message.seq).toBe(1)
  line.close()
})

const mayMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0 && mountsWork()

test.skipIf(!mayMount)('a full disk gives no false answer, keeps reading and heals by itself', async () => {
  const disk = newFolder()
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk])
  mounted = disk
  here = await install(join(disk, 'data'))
  const line = await visitorAt(here.server.url, here.key, `v1.${randomText(32)}`)
  const kept: string[] = [(await send(line, 'first')).message.id]
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(1_000_000))
  let code = ''
  const unsent = randomId()
  for (let i = 0; i < 2_000 && !code; i++) {
    const answer = await send(line, `${i} ${'x'.repeat(3_900)}`, i === 0 ? unsent : randomId()).catch(
      (error: Refused) => error,
    )
    if (answer instanceof Refused) code = answer.answer.code
    else kept.push(answer.message.id)
  }
  expect(code).toBe('storage-full')
  const read = await Line.open(`${here.server.url}/agent`, { headers: { cookie: here.cookie } })
  expect((await read.ask('conversation:list', { view: 'all' })).items).toHaveLength(1)
  spawnSync('mount', ['-o', 'remount,size=64m', disk])
  const after = await send(line, 'there is room again')
  kept.push(after.message.id)
  const seen: string[] = []
  for (;;) {
    const { messages, head } = await line.ask('visit:sync', { after: seen.length })
    seen.push(...messages.map(({ id }) => id))
    if (seen.length >= head) break
  }
  expect(seen).toEqual(kept)
  line.close()
  read.close()
})

function mountsWork(): boolean {
  const folder = newFolder()
  mkdirSync(folder, { recursive: true })
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status !== 0) return false
  spawnSync('umount', [folder])
  return true
}
