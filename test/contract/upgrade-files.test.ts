import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFile, listFiles } from '#server/domains/files/queries'
import { readInstallation } from '#server/domains/installation/index'
import { setLogLevel } from '#server/log'
import type { Storage } from '#server/storage/db'
import { migrate } from '#server/storage/migrate'
import { dialects, migrateBefore, writerOf } from '../support/earlier'

const at = '2026-11-01T09:00:00.000Z'
const told = {
  ...{ id: 'offer', personId: 'ayse', siteId: 'kuzey', dealId: 'benches', name: 'offer.pdf', type: 'application/pdf' },
  ...{ size: 9, agentId: 'selin', addedAt: at, version: 1, removed: false },
}
const { dealId, ...stays } = told
const now = { ...stays, record: 'deal', recordId: dealId }

/** A database as it was left by the version whose files all lay beside deals: one there, one removed. */
async function leaveBehind(storage: Storage): Promise<void> {
  await migrateBefore(storage, '0026')
  const put = writerOf(storage)
  await put('role', { name: 'owner', permissions: '[]' })
  const place = { locale: 'tr', time_zone: 'UTC', currency: 'TRY', public_url: '' }
  await put('installation', { id: 1, epoch: 'then', secret: 's', ...place })
  const selin = { id: 'selin', name: 'Selin', email: 's@kuzey.test', password_hash: '', role: 'owner', locale: 'tr' }
  await put('agent', { ...selin, availability: 'online', disabled: 0, version: 1 })
  await put('site', { id: 'kuzey', key: 'kuzey', name: 'Kuzey', domains: '[]', locale: 'tr', version: 1 })
  const said = { code: 'AB12', attributes: '{}', language: 'tr', device: '', version: 1, words: '', origin: '{}' }
  await put('person', { id: 'ayse', site_id: 'kuzey', first_seen_at: at, ...said })
  await put('pipeline', { id: 'sales', name: 'Sales', currency: 'TRY', rank: 'a0', version: 1 })
  await put('stage', { id: 'new', pipeline_id: 'sales', name: 'New', kind: 'open', probability: 10, rank: 'a0' })
  await put('deal', {
    ...{ id: 'benches', pipeline_id: 'sales', stage_id: 'new', person_id: 'ayse', site_id: 'kuzey', name: 'Benches' },
    ...{ currency: 'TRY', description: '', source: '', outcome: 'open', loss_note: '', last_open_stage_id: 'new' },
    ...{ stage_since: at, rank: 'a0', created_at: at, version: 1, removed: 0, open_tasks: 0 },
  })
  for (const [id, removed] of [
    ['offer', 0],
    ['plan', 1],
  ] as const) {
    const file = { name: `${id}.pdf`, type: 'application/pdf', size: 9, sha256: 'x', agent_id: 'selin', added_at: at }
    await put('file', { id, person_id: 'ayse', site_id: 'kuzey', deal_id: 'benches', ...file, version: 1, removed })
  }
  const data = JSON.stringify({ file: told, pipelineId: 'sales', byAgentId: 'selin' })
  await put('fact', { n: 1, name: 'file.added', at, data })
  await put('answer', { caller: 'agent:selin', rid: 'r'.repeat(22), answer: JSON.stringify(told), input_hash: 'h', at })
}

describe.each(dialects)('files from before they lay beside people, on %s', (_, open) => {
  let storage: Storage

  beforeAll(async () => {
    setLogLevel('silent')
    storage = open()
    await leaveBehind(storage)
    await migrate(storage)
  })
  afterAll(() => storage.close())

  test('[D16] they lie where they lay, and what was removed stays removed', async () => {
    expect(await listFiles(storage.read, { record: 'deal', recordId: 'benches' })).toEqual([now])
    expect(await findFile(storage.read, 'plan')).toMatchObject({ recordId: 'benches', removed: true })
  })

  test('[D16] what was told of them and answered then is told and answered as now', async () => {
    const { rows } = await sql<{ data: string }>`select data from fact where name = 'file.added'`.execute(storage.read)
    expect(rows.map(({ data }) => JSON.parse(data))).toEqual([{ file: now, pipelineId: 'sales', byAgentId: 'selin' }])
    const answers = await sql<{ answer: string }>`select answer from answer`.execute(storage.read)
    expect(answers.rows.map(({ answer }) => JSON.parse(answer))).toEqual([now])
    expect((await readInstallation(storage.read)).epoch).not.toBe('then')
  })
})
