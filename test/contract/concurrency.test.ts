import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '#server/storage/postgres'
import { randomId } from '#shared/values/random'
import { type Line, Refused, until } from '../support/ask'
import { findPostgres } from '../support/install'
import { type Postgres, startPostgres } from '../support/postgres'
import { World } from '../support/world'

const server = findPostgres()

describe.skipIf(!server)('many at once on PostgreSQL with sixteen connections', () => {
  let postgres: Postgres
  let world: World
  let agents: Line[]

  beforeAll(async () => {
    postgres = await startPostgres()
    world = await World.open({ storage: () => openPostgres(postgres.url) })
    agents = await Promise.all(Array.from({ length: 10 }, () => world.agent()))
  })
  afterAll(async () => {
    await world?.close()
    await postgres?.stop()
  })

  const threadOf = async (conversationId: string) =>
    (await (agents[0] as Line).ask('conversation:read', { conversationId, limit: 200 })).messages

  test('[M3] ten agents writing into one conversation get one order without holes', async () => {
    const { conversationId } = await (await world.visitor()).says('All of you, please')
    await Promise.all(
      agents.flatMap((agent, who) =>
        Array.from({ length: 15 }, (_, i) => {
          const message = { id: randomId(), conversationId, body: `${who}/${i}` }
          return insist(() => agent.ask('message:send', message))
        }),
      ),
    )
    const messages = await threadOf(conversationId)
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 151 }, (_, i) => i + 1))
    for (const agent of agents) {
      await until(
        () => agent.facts.filter((fact) => fact.name === 'message.sent').length >= 151,
        'all messages',
        slowly,
      )
      const heard = agent.facts.flatMap((fact) => (fact.name === 'message.sent' ? [fact.data.message.seq] : []))
      expect(heard).toEqual(messages.map(({ seq }) => seq))
    }
    const { conversation } = await (agents[0] as Line).ask('conversation:read', { conversationId })
    expect(conversation).toMatchObject({ head: 151, unread: 1, waitingSince: null })
  })

  test('[M1] the same first message over eight connections makes one person, one conversation, one message', async () => {
    const first = await world.visitor()
    const tabs = await Promise.all(Array.from({ length: 4 }, () => world.visitor(first.token)))
    const id = randomId()
    const answers = await Promise.all([first, ...tabs, ...tabs].map((tab) => tab.says('Once', id)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await first.sees()).messages).toHaveLength(1)
  })

  test('[A02] ten at once accept: one wins, nine are told who', async () => {
    const cookies = await Promise.all(Array.from({ length: 3 }, (_, i) => world.hire(`Agent ${i}`)))
    const others = await Promise.all(cookies.map((cookie) => world.agent(cookie)))
    const { conversationId } = await (await world.visitor()).says('Who takes me?')
    const tries = await Promise.allSettled(others.map((agent) => agent.ask('conversation:accept', { conversationId })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected') expect((one.reason as Refused).answer.code).toBe('already-accepted')
  })

  test('deals moved by many at once keep their totals right', async () => {
    const agent = agents[0] as Line
    const [pipeline] = await agent.ask('pipeline:list', {})
    const stages = pipeline?.stages.filter(({ kind }) => kind === 'open').map(({ id }) => id) ?? []
    const { conversationId } = await (await world.visitor()).says('Many deals')
    const { person } = await agent.ask('conversation:read', { conversationId })
    const deals = await Promise.all(
      agents.map((one) => one.ask('deal:create', { personId: person.id, conversationId })),
    )
    await Promise.all(
      deals.map((deal, i) =>
        agents[i]?.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: 100 } } }),
      ),
    )
    await Promise.all(
      deals.map((deal, i) =>
        agents[i]?.ask('deal:move', {
          dealId: deal.id,
          fromStageId: stages[0] ?? '',
          stageId: stages[1 + (i % 3)] ?? '',
          beforeId: null,
        }),
      ),
    )
    const { columns } = await agent.ask('deal:board', { pipelineId: pipeline?.id ?? '' })
    for (const { cards, totals } of columns) {
      expect(totals[0]?.count ?? 0).toBe(cards.length)
      expect(totals[0]?.amount ?? 0).toBe(cards.reduce((sum, { deal }) => sum + (deal.amount ?? 0), 0))
    }
  })

  test('a stage removed while many move into it: every deal ends in a stage that is there, and totals are right', async () => {
    const agent = agents[0] as Line
    const { conversationId } = await (await world.visitor()).says('Many more deals')
    const { person } = await agent.ask('conversation:read', { conversationId })
    for (let round = 0; round < 5; round++) {
      const { id, stages } = await agent.ask('pipeline:create', { name: `Round ${round}`, currency: 'TRY' })
      const [from, gone, to] = stages.map((stage) => stage.id) as [string, string, string]
      const make = (one: Line) => one.ask('deal:create', { personId: person.id, conversationId, pipelineId: id })
      const deals = await Promise.all(agents.map(make))
      const moved = await Promise.allSettled([
        ...deals.map((deal, i) =>
          agents[i]?.ask('deal:move', { dealId: deal.id, fromStageId: from, stageId: gone, beforeId: null }),
        ),
        agent.ask('stage:remove', { stageId: gone, moveToStageId: to }),
      ])
      expect(moved.at(-1)?.status).toBe('fulfilled')
      for (const one of moved)
        if (one.status === 'rejected') expect((one.reason as Refused).answer.code).toBe('stage-archived')
      const { columns } = await agent.ask('deal:board', { pipelineId: id })
      expect(columns.flatMap(({ cards }) => cards)).toHaveLength(deals.length)
      for (const { cards, totals } of columns) expect(totals[0]?.count ?? 0).toBe(cards.length)
    }
  })

  test('two who make a pipeline of the same name at once: one has it', async () => {
    const tries = await Promise.allSettled(
      agents.map((one, i) => one.ask('pipeline:create', { name: i % 2 ? 'TWİNS' : 'twins', currency: 'TRY' })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('[C4] commits whose end nobody knows are asked again and happen once', async () => {
    const { conversationId } = await (await world.visitor()).says('Stormy night')
    const admin = new pg.Client({ connectionString: postgres.url })
    await admin.connect()
    let storm = true
    const lightning = (async () => {
      // The storm ends with the test, however that ends.
      const until = Date.now() + 8_000
      while (storm && Date.now() < until) {
        await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where pid <> pg_backend_pid() and state <> 'idle' and query ilike any (array['commit%', 'update%', 'insert%']) limit 1`)
        await new Promise((resolve) => setTimeout(resolve, 3))
      }
    })()
    const bodies = Array.from({ length: 120 }, (_, i) => `${i}`)
    await Promise.all(
      bodies.map(async (body, i) => {
        const agent = agents[i % agents.length] as Line
        const message = { id: randomId(), conversationId, body }
        await insist(() => agent.ask('message:send', message))
      }),
    )
    storm = false
    await lightning
    await admin.end()
    const texts = (await threadOf(conversationId)).map(({ body }) => body)
    expect(texts.slice(1).sort()).toEqual([...bodies].sort())
    await until(
      () =>
        agents[3]?.facts.filter(
          (fact) => fact.name === 'message.sent' && fact.data.message.conversationId === conversationId,
        ).length === 121,
      'every message to be told once',
      slowly,
    )
  })

  test('[C8] a change that a lock keeps waiting beyond its time is no fault: it is asked again and happens once', async () => {
    const { conversationId } = await (await world.visitor()).says('One moment')
    const somebody = new pg.Client({ connectionString: postgres.url })
    await somebody.connect()
    await somebody.query('begin')
    await somebody.query('select n from counter for update')
    const sent = (agents[0] as Line).ask('message:send', { id: randomId(), conversationId, body: 'Here we are' })
    const began = performance.now()
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    await somebody.query('rollback')
    await somebody.end()
    expect(await sent).toBeTruthy()
    expect(performance.now() - began).toBeGreaterThan(2_400)
    expect((await threadOf(conversationId)).map(({ body }) => body)).toEqual(['One moment', 'Here we are'])
  })
})

/** How long a machine may take that does other things beside. */
const slowly = 20_000

/** Asks as every client does: while it is `busy`, again under the same name. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await ask().catch((error: unknown) => error as Refused)
    if (!(answer instanceof Error)) return answer
    if (!(answer instanceof Refused) || answer.answer.code !== 'busy') throw answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
