import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { moneyDimensions, moneySteps } from '#shared/rules/chat-money'
import type { Line } from '../support/ask'
import { listening } from '../support/listening'
import { fillChats } from '../support/many-chats'
import { dayFromNow, fillDeals } from '../support/many-deals'
import { fillLeads } from '../support/many-leads'
import { measured, told } from '../support/measured'
import { World } from '../support/world'

const [count, deals, leads] = [100_000, 25_000, 40_000]

describe('what a hundred thousand chats brought', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-money-'))
  const file = join(folder, 'parley.sqlite')
  const span = { from: '2020-01-01', until: dayFromNow(1), zone: 'Europe/Istanbul' }
  let world: World
  let agent: Line

  beforeAll(async () => {
    world = await World.open({ dataDir: folder })
    const first = await world.agent()
    const pipeline = (await first.ask('pipeline:list', {}))[0] as Pipeline
    const { leadStatuses: statuses, me } = await first.ask('console:load', {})
    const owners = [me.agent.id]
    fillDeals(file, { siteId: world.site.id, pipeline, owners, count: deals })
    fillLeads(file, { siteId: world.site.id, statuses, owners, count: leads, deals })
    fillChats(file, { siteId: world.site.id, agents: owners, count, deals, leads })
    // Nobody answered the pings of the one who came first.
    agent = await world.agent()
  }, 240_000)
  afterAll(async () => {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('[R07] the report counts all of them', async () => {
    const figures = await measured(moneyDimensions.map((by) => [by, () => agent.ask('report:money', { by, ...span })]))
    process.stdout.write(`What 100 000 chats brought, ms: ${told(figures)}\n`)
    const { total } = await agent.ask('report:money', { by: 'agent', ...span })
    expect(total).toMatchObject({ chats: count, leads, deals })
  }, 120_000)

  test('[R07] the chats behind each number are as many as it says', async () => {
    const asked = { by: 'page' as const, ...span, group: 'shop.test/tables/7' }
    const pages = await measured(
      moneySteps.map((step) => [step, () => agent.ask('report:moneyChats', { ...asked, step })]),
    )
    process.stdout.write(`The chats behind a number, ms: ${told(pages)}\n`)
    const { rows } = await agent.ask('report:money', { by: 'page', ...span })
    const line = rows.find(({ key }) => key === asked.group)
    const { items } = await agent.ask('report:moneyChats', { ...asked, step: 'chats', limit: 200 })
    expect(items.length).toBe(Math.min(200, line?.chats ?? 0))
    expect(items.length).toBeGreaterThan(0)
  }, 120_000)

  test('[R07] each looks into its indexes and at no table as a whole', async () => {
    const statements = await listening(world.storage, async () => {
      for (const by of moneyDimensions) await agent.ask('report:money', { by, ...span })
      for (const step of moneySteps) await agent.ask('report:moneyChats', { by: 'page', ...span, step, group: '' })
    })
    const database = new Database(file, { readonly: true })
    const seen: string[] = []
    for (const { sql, parameters } of statements) {
      if (!/"conversation"/.test(sql)) continue
      const plan = database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
      for (const { detail } of plan) if (/SCAN (lead|deal|conversation)/.test(detail)) seen.push(`${detail}: ${sql}`)
      const leads = plan.some(({ detail }) => /conversation USING (COVERING )?INDEX/.test(detail))
      if (!leads) seen.push(`${plan.map(({ detail }) => detail).join('; ')}: ${sql}`)
    }
    database.close()
    expect(statements.length).toBeGreaterThan(moneyDimensions.length)
    expect(seen).toEqual([])
  }, 60_000)
})
