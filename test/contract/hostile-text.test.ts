import { afterAll, beforeAll, expect, test } from 'vitest'
import { postgresStorage } from '#server/storage/postgres'
import { randomId, randomText } from '#shared/values/random'
import { Line, refusalOf } from '../support/ask'
import { pgliteDialect } from '../support/pglite'
import { World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await World.open({ storage: () => postgresStorage(pgliteDialect()) })
})
afterAll(() => world.close())

// PostgreSQL stores no NUL and no half of a character; SQLite takes both, so only this shows what slips through.
const nasty = 'a\u0000b\ud800c'

test('what PostgreSQL cannot hold is cleaned or refused at the door, never an error behind it', async () => {
  const agent = await world.agent()
  const visitor = await world.visitor()
  const page = { url: `http://shop.test/${nasty}`, title: nasty, referrer: nasty }
  const said = { id: randomId(), body: nasty, page, language: nasty, attributes: { [nasty]: nasty } }
  const { conversationId } = await visitor.line.ask('visit:send', said)
  const { person, messages } = await agent.ask('conversation:read', { conversationId })
  expect(messages[0]?.body).toBe('ab\ufffdc')
  expect(person).toMatchObject({
    language: 'ab\ufffdc',
    origin: { title: 'ab\ufffdc' },
    attributes: { 'ab\ufffdc': 'ab\ufffdc' },
  })

  const list = agent.ask('conversation:list', { view: 'all', cursor: `${nasty}|${nasty}` })
  expect((await refusalOf(list)).code).toBe('malformed')
  const auth = { site: `s_${nasty}`, token: `v1.${randomText(32)}` }
  expect((await refusalOf(Line.open(`${world.url}/visitor`, { auth }))).code).toBe('unknown-site')
  expect((await fetch(`${world.url}/widget/s_%00.json`)).status).toBe(404)
  const epoch = agent.ask('console:sync', { epoch: nasty, after: 0 })
  expect(await epoch).toEqual({ resync: true })
})
