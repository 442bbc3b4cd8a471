import { spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { randomId, randomText } from '#shared/values/random'
import { Line } from '../support/ask'
import { install, newFolder, visitorAt } from '../support/installed'
import { ServerProcess } from '../support/process'
import { page } from '../support/world'

let server: ServerProcess | undefined
afterEach(async () => {
  await server?.kill()
  server = undefined
})

async function begin(dataDir: string) {
  const installed = await install(dataDir)
  server = installed.server
  return installed
}

test('[O01] killed at any moment, it loses nothing that was answered and doubles nothing that is asked again', async () => {
  const dataDir = newFolder()
  const { server, key } = await begin(dataDir)
  const token = `v1.${randomText(32)}`
  const sent = new Map<string, { body: string; answered: boolean }>()

  for (let round = 0; round < 6; round++) {
    const line = await visitorAt(server.url, key, token)
    const say = async (id: string, body: string) => {
      const entry = sent.get(id) ?? { body, answered: false }
      sent.set(id, entry)
      await line.ask('visit:send', { id, body, page, language: 'en' }).then(
        () => {
          entry.answered = true
        },
        () => {},
      )
    }
    await Promise.all([...sent].filter(([, { answered }]) => !answered).map(([id, { body }]) => say(id, body)))
    for (let i = 0; i < 400; i++) void say(randomId(), `round ${round}, ${i}`)
    await new Promise((resolve) => setTimeout(resolve, 10 + round * 20))
    await server.kill()
    line.close()
    await server.start()
  }
  const line = await visitorAt(server.url, key, token)
  const all = [...sent]
  // In portions: more than two thousand waiting at once are asked to come back later.
  for (let at = 0; at < all.length; at += 500)
    await Promise.all(
      all.slice(at, at + 500).map(([id, { body }]) => line.ask('visit:send', { id, body, page, language: 'en' })),
    )
  const stored: { id: string; seq: number; body: string }[] = []
  for (;;) {
    const { messages, head } = await line.ask('visit:sync', { after: stored.length })
    stored.push(...messages)
    if (stored.length >= head) break
  }
  line.close()
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1))
  expect(new Set(stored.map(({ id }) => id)).size).toBe(sent.size)
  expect(stored).toHaveLength(sent.size)
  const answered = [...sent.values()].filter((entry) => entry.answered).length
  expect(answered).toBeGreaterThan(0)
  expect(await server.stop()).toBe(0)
  const database = new Database(join(dataDir, 'parley.sqlite'), { readonly: true })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  database.close()
})

test('[O01] deals and tasks that were answered as done are there after a kill', async () => {
  const { server, key, cookie } = await begin(newFolder())
  const visitor = await visitorAt(server.url, key, `v1.${randomText(32)}`)
  const { conversationId } = await visitor.ask('visit:send', { id: randomId(), body: 'Hello', page, language: 'en' })
  const agent = await Line.open(`${server.url}/agent`, { headers: { cookie } })
  const { person } = await agent.ask('conversation:read', { conversationId })
  const deal = await agent.ask('deal:create', { personId: person.id, conversationId })
  const won = await agent.ask('deal:win', { dealId: deal.id, amount: 12_345 })
  const task = await agent.ask('task:create', {
    personId: person.id,
    dealId: deal.id,
    conversationId,
    title: 'Send it',
    dueAt: null,
  })
  await server.kill()
  await server.start()
  const back = await Line.open(`${server.url}/agent`, { headers: { cookie } })
  expect(await back.ask('deal:read', { dealId: deal.id })).toEqual(won)
  expect(await back.ask('task:ofPerson', { personId: person.id })).toEqual([task])
  for (const line of [visitor, agent, back]) line.close()
})

test('asked to stop, it says goodbye first, finishes what has begun and ends within ten seconds', async () => {
  const { server, key } = await begin(newFolder())
  const line = await visitorAt(server.url, key, `v1.${randomText(32)}`)
  const started = Date.now()
  const stopping = server.stop()
  expect(await line.heardSignal('drain')).toEqual({ spreadMs: 5_000 })
  expect(await stopping).toBe(0)
  expect(Date.now() - started).toBeLessThan(10_000)
  line.close()
})

test('what keeps it from starting is said in one line with the remedy', async () => {
  const busy = createServer()
  await new Promise<void>((resolve) => busy.listen(0, () => resolve()))
  const { port } = busy.address() as { port: number }
  await expect(new ServerProcess(port, newFolder()).start()).rejects.toThrow(
    /Port \d+ is in use\. Stop what uses it, or choose another/,
  )
  busy.close()

  const blocked = join(newFolder(), 'file')
  writeFileSync(blocked, 'not a folder')
  await expect((await ServerProcess.on(blocked)).start()).rejects.toThrow('is not a folder')

  const spoilt = newFolder()
  writeFileSync(
    join(spoilt, 'parley.sqlite'),
    'this is no database at all, but it is long enough to be read as one'.repeat(20),
  )
  await expect((await ServerProcess.on(spoilt)).start()).rejects.toThrow('cannot be read')

  await expect((await ServerProcess.on(newFolder(), { LIMITS_FACTOR: 'many' })).start()).rejects.toThrow(
    'LIMITS_FACTOR',
  )
})

test('a data folder that cannot be written is named', async () => {
  // To root nothing is forbidden but what the kernel keeps to itself.
  const locked = process.getuid?.() === 0 ? '/sys' : newFolder()
  if (locked !== '/sys') chmodSync(locked, 0o500)
  await expect((await ServerProcess.on(join(locked, 'data'))).start()).rejects.toThrow('cannot be written')
})

test('a Node that is too old is told before anything else', () => {
  const old = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.4"})'
  const { status, stderr } = spawnSync(process.execPath, ['--import', old, 'bin/parley.mjs', 'start'], {
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr.trim()).toBe(
    'Parley cannot start. It needs Node 20.19 or later; this is 18.20.4. See https://nodejs.org.',
  )
})
