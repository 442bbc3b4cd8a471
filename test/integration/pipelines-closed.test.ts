import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf, until } from '../support/ask'
import { ClosedPipeline, words } from '../support/closed-pipeline'

let scene: ClosedPipeline
let outside: Line
let named: Line

beforeAll(async () => {
  scene = await ClosedPipeline.open()
  outside = scene.outside.line
  named = scene.named.line
})
afterAll(() => scene.close())

const nothing = { code: 'not-found', details: {} }
const textOf = (line: Line) => JSON.stringify(line.heard)
const resyncs = (line: Line) => line.heard.filter((packet) => (packet as unknown[])[0] === 'resync').length
const forget = (...lines: Line[]) => {
  for (const line of lines) for (const list of [line.heard, line.facts, line.signals]) list.splice(0)
}

/** Something everybody of the site hears after all that was told before it. */
async function settled(): Promise<void> {
  const body = `The last word ${Math.random()}`
  await scene.owner.ask('note:write', { conversationId: scene.conversationId, body })
  for (const line of [outside, named]) await line.heardFact('note.written', ({ data }) => data.note.body === body)
}

/** Everything that can happen to a deal and to the pipeline it stands in. */
async function everythingHappens(): Promise<void> {
  const { owner, closed } = scene
  const deal = await scene.dealIn(closed, words.deal)
  const dealId = deal.id
  const note = await owner.ask('deal:note', { dealId, body: words.note })
  await owner.ask('deal:pinNote', { noteId: note.id, pinned: true })
  const task = await scene.task(words.task, dealId)
  await owner.ask('task:edit', { taskId: task.id, changes: { note: { was: '', is: words.task } } })
  const due = { was: null, is: new Date(Date.now() + 60).toISOString() }
  await owner.ask('task:edit', { taskId: task.id, changes: { dueAt: due } })
  await owner.heardFact('task.due', ({ data }) => data.task.id === task.id)
  await owner.ask('task:complete', { taskId: task.id })
  await owner.ask('task:reopen', { taskId: task.id })
  await owner.ask('task:cancel', { taskId: task.id })
  const [first = '', second = ''] = closed.stages.map(({ id }) => id)
  await owner.ask('deal:move', { dealId, fromStageId: first, stageId: second })
  owner.socket.emit('signal', 'deal.dragging', { dealId, stageId: first })
  await named.heardSignal('deal.dragging')
  await owner.ask('deal:win', { dealId })
  await owner.ask('deal:reopen', { dealId })
  await owner.ask('deal:lose', { dealId, lossReasonId: closed.lossReasons[0]?.id })
  await owner.ask('deal:remove', { dealId })
  await owner.ask('stage:add', { pipelineId: closed.id, name: words.pipeline })
  await owner.ask('reason:add', { pipelineId: closed.id, label: words.pipeline })
  const changes = { name: { was: words.pipeline, is: `${words.pipeline} too` } }
  await owner.ask('pipeline:edit', { pipelineId: closed.id, changes })
  const back = { name: { was: changes.name.is, is: words.pipeline } }
  await owner.ask('pipeline:edit', { pipelineId: closed.id, changes: back })
  const filter = { stage: first }
  await owner.ask('view:create', { of: 'deals', name: words.view, shared: true, filter, sort: null })
}

test('[V23] nothing of a closed deal is told in any fact or signal to an agent it does not name', async () => {
  await settled()
  forget(named, outside)
  const { epoch, n } = await outside.ask('console:load', {})
  await everythingHappens()
  await settled()
  for (const word of [words.pipeline, words.deal, words.note, words.task, words.view])
    expect(textOf(named)).toContain(word)
  for (const word of [...Object.values(words), scene.closed.id, scene.stageOf(scene.closed)])
    expect(textOf(outside)).not.toContain(word)
  expect(outside.signals.some(({ name }) => name === 'deal.dragging')).toBe(false)
  // Nor when they come back and ask what they missed.
  const missed = await outside.ask('console:sync', { epoch, after: n })
  expect(missed.resync).toBe(false)
  for (const word of Object.values(words)) expect(JSON.stringify(missed)).not.toContain(word)
})

test('[V23] who is named gains the deals at once, and who is named no longer loses them', async () => {
  const later = await scene.outside.line.ask('console:load', {})
  await settled()
  forget(named, outside)
  await scene.name([scene.outside.id])
  await until(() => resyncs(outside) === 1 && resyncs(named) === 1, 'both to ask anew')
  expect((await outside.ask('deal:read', { dealId: scene.deal.id })).name).toBe(words.deal)
  expect(await refusalOf(named.ask('deal:read', { dealId: scene.deal.id }))).toEqual(nothing)
  expect(textOf(named)).not.toContain(words.pipeline)
  const { id } = await scene.dealIn(scene.closed, 'shoveler')
  await outside.heardFact('deal.edited', ({ data }) => data.deal.id === id)
  await settled()
  expect(textOf(named)).not.toContain('shoveler')
  await scene.owner.ask('deal:remove', { dealId: id })
  // Whoever was away meanwhile is told to ask for everything.
  const missed = { epoch: later.epoch, after: later.n }
  expect(await outside.ask('console:sync', missed)).toEqual({ resync: true })
  await scene.name([scene.named.id])
  await until(() => resyncs(outside) === 2 && resyncs(named) === 2, 'both to ask anew')
  expect(await outside.ask('console:sync', missed)).toEqual({ resync: true })
  expect(await refusalOf(outside.ask('deal:read', { dealId: scene.deal.id }))).toEqual(nothing)
  expect((await named.ask('deal:read', { dealId: scene.deal.id })).name).toBe(words.deal)
})

test('[V23] a deal that moves in or out of it has who may not follow ask anew, and tells them nothing', async () => {
  const deal = await scene.dealIn(scene.open, 'gadwall')
  await outside.heardFact('deal.edited', ({ data }) => data.deal.id === deal.id)
  const before = await outside.ask('console:load', {})
  await settled()
  forget(named, outside)
  const there = await scene.transfer(deal, scene.closed)
  await named.heardFact('deal.transferred')
  await until(() => resyncs(outside) === 1, 'them to ask anew')
  expect(outside.facts).toEqual([])
  expect(await outside.ask('console:sync', { epoch: before.epoch, after: before.n })).toEqual({ resync: true })
  expect(await refusalOf(outside.ask('deal:read', { dealId: deal.id }))).toEqual(nothing)
  await scene.owner.ask('deal:note', { dealId: deal.id, body: words.note })
  const back = await scene.transfer(there, scene.open)
  await until(() => resyncs(outside) === 2, 'them to ask anew')
  expect(outside.facts).toEqual([])
  expect((await outside.ask('deal:read', { dealId: deal.id })).stageId).toBe(back.stageId)
  expect(resyncs(named)).toBe(0)
})

test('[V23] who may not know it neither reads, names nor fills it, by either door', async () => {
  const { deal, personId, fileId, taskId, closed, open } = scene
  const { cookie } = scene.outside
  const [stageId, dealId] = [scene.stageOf(closed), deal.id]
  const own = await scene.dealIn(open, 'wigeon')
  const tries: (() => Promise<unknown>)[] = [
    () => outside.ask('deal:create', { personId, conversationId: null, pipelineId: closed.id }),
    () => outside.ask('deal:add', { stageId, whose: { personId }, name: 'x' }),
    () => outside.ask('deal:move', { dealId: own.id, fromStageId: own.stageId, stageId }),
    () => outside.ask('deal:transfer', { dealId: own.id, fromStageId: own.stageId, stageId }),
    () => outside.ask('deal:board', { pipelineId: closed.id }),
    () => outside.ask('deal:pace', { pipelineId: closed.id }),
    () => outside.ask('deal:rates', { pipelineId: closed.id }),
    () => outside.ask('report:funnel', { pipelineId: closed.id }),
    () => outside.ask('deal:history', { dealId }),
    () => outside.ask('deal:notes', { dealId }),
    () => outside.ask('file:ofDeal', { dealId }),
    () => outside.ask('task:complete', { taskId }),
    () => outside.ask('task:create', { personId, dealId, conversationId: null, title: 'x', dueAt: null }),
  ]
  for (const one of tries) expect(await refusalOf(one())).toEqual(nothing)
  const status = async (path: string, init: RequestInit = {}) =>
    (await scene.world.fetch(`/api/v1${path}`, { ...init, headers: { cookie, ...init.headers } })).status
  const asked = `pipelineId=${closed.id}&siteId=${scene.world.site.id}&locale=en&trial=yes&name=0&person=1`
  const file = { 'idempotency-key': randomId(), 'content-type': 'application/octet-stream' }
  expect(await status(`/deals/${dealId}`)).toBe(404)
  expect(await status(`/files/${fileId}`)).toBe(404)
  expect(await status(`/deals.csv?pipelineId=${closed.id}`)).toBe(404)
  expect(await status(`/reports/funnel.csv?pipelineId=${closed.id}`)).toBe(404)
  expect(await status(`/deals/${dealId}/files?name=a.txt`, { method: 'PUT', body: 'a', headers: file })).toBe(404)
  const csv = { 'content-type': 'text/csv' }
  const rid = randomId()
  expect(await status(`/deals.csv?rid=${rid}&${asked}`, { method: 'POST', body: 'a,b\nc,d', headers: csv })).toBe(404)
  const many = { dealIds: [dealId], change: { act: 'tag' as const, tag: 'x', remove: false } }
  expect(await outside.ask('deal:changeMany', many)).toEqual({ rows: [{ dealId, refused: 'not-found' }] })
})

test('[V23] a new deal in the chat begins where its maker may see it', async () => {
  await scene.owner.ask('pipeline:setDefault', { pipelineId: scene.closed.id })
  const made = { personId: scene.personId, conversationId: scene.conversationId }
  expect((await outside.ask('deal:create', made)).pipelineId).toBe(scene.open.id)
  expect((await named.ask('deal:create', made)).pipelineId).toBe(scene.closed.id)
  await scene.owner.ask('pipeline:setDefault', { pipelineId: scene.open.id })
})
