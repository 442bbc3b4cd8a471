import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import { refusalOf } from '../support/ask'
import { ClosedPipeline, words } from '../support/closed-pipeline'

/** What is told of a closed pipeline, and to whom, on any database. */
export function closedPipelinesContract(name: string, storage: (folder: string) => Storage): void {
  describe(name, () => {
    let scene: ClosedPipeline

    beforeAll(async () => {
      scene = await ClosedPipeline.open(storage)
    })
    afterAll(() => scene.close())

    const lines = () => ({ named: scene.named.line, outside: scene.outside.line })

    test('[V23] an agent it names reads of its deals everywhere, one it does not name nowhere', async () => {
      const told = await scene.everythingTo(scene.named)
      // Notes and files are read with their deal.
      for (const word of [words.pipeline, words.deal, words.task, words.view, words.note]) expect(told).toContain(word)
      const others = await scene.everythingTo(scene.outside)
      for (const word of Object.values(words)) expect(others).not.toContain(word)
      for (const id of [scene.deal.id, scene.closed.id, scene.stageOf(scene.closed), scene.taskId])
        expect(others).not.toContain(id)
      expect(others).not.toContain('77700')
    })

    test('[V23] figures count what one may know', async () => {
      const { named, outside } = lines()
      const contact = { deal: 'none' } as const
      const figures = async (line: typeof named) => ({
        sums: (await line.ask('deal:sums', {})).count,
        found: (await line.ask('deal:sums', { q: words.deal })).count,
        report: (await line.ask('report:deals', { by: 'owner' })).total.length,
        totals: (await line.ask('deal:totals', {})).length,
        kept: (await line.ask('task:discipline', {})).length,
        tasks: (await line.ask('task:list', { stageId: scene.stageOf(scene.closed) })).items.length,
        // Of whoever is a contact without a deal, as far as one knows.
        without: (await line.ask('contact:list', contact)).items.length,
      })
      await scene.owner.ask('task:edit', {
        taskId: scene.taskId,
        changes: { dueAt: { was: null, is: '2026-01-01T00:00:00.000Z' } },
      })
      expect(await figures(named)).toEqual({ sums: 1, found: 1, report: 1, totals: 1, kept: 1, tasks: 1, without: 0 })
      expect(await figures(outside)).toEqual({ sums: 0, found: 0, report: 0, totals: 0, kept: 0, tasks: 0, without: 1 })
    })

    test('[V23] a deal that was there before it was closed is told no more, nor what happened to it', async () => {
      const deal = await scene.dealIn(scene.open, 'shelduck')
      const task = await scene.task('pintail', deal.id)
      const before = await scene.everythingTo(scene.outside)
      for (const here of ['shelduck', 'pintail']) expect(before).toContain(here)
      const there = await scene.transfer(deal, scene.closed)
      const told = await scene.everythingTo(scene.outside)
      for (const gone of ['shelduck', 'pintail', deal.id, task.id]) expect(told).not.toContain(gone)
      await scene.transfer(there, scene.open)
      const back = await scene.everythingTo(scene.outside)
      for (const here of ['shelduck', 'pintail', deal.id]) expect(back).toContain(here)
      expect(back).not.toContain(scene.closed.id)
      const history = await lines().outside.ask('deal:history', { dealId: deal.id })
      expect(JSON.stringify(history)).not.toContain(scene.stageOf(scene.closed))
      expect(history.length).toBeGreaterThan(0)
      await scene.owner.ask('deal:remove', { dealId: deal.id })
    })

    test('[V23] an owner or somebody to do a task is chosen among those who may know the deal', async () => {
      const { id: dealId, ownerId } = scene.deal
      const own = (is: string) => scene.owner.ask('deal:edit', { dealId, changes: { ownerId: { was: ownerId, is } } })
      const outside = { code: 'owner-outside', details: { field: 'ownerId' } }
      expect(await refusalOf(own(scene.outside.id))).toEqual(outside)
      expect((await own(scene.named.id)).ownerId).toBe(scene.named.id)
      const give = scene.owner.ask('task:edit', {
        taskId: scene.taskId,
        changes: { assigneeId: { was: null, is: scene.outside.id } },
      })
      expect((await refusalOf(give)).code).toBe('assignee-elsewhere')
      const note = await scene.owner.ask('deal:note', {
        ...{ dealId, body: 'Look', mentions: [scene.outside.id, scene.named.id] },
      })
      expect(note.mentions).toEqual([scene.named.id])
    })

    test('[V23] whoever manages pipelines does not shut the door behind them', async () => {
      const { line, id } = await scene.colleague('manager')
      const { id: pipelineId } = await line.ask('pipeline:create', { name: 'Mine', currency: 'TRY' })
      const set = (was: string[], is: string[]) =>
        line.ask('pipeline:edit', { pipelineId, changes: { memberIds: { was, is } } })
      const closed = await set([], [scene.named.id])
      expect(closed.memberIds).toEqual([id, scene.named.id].sort())
      const made = { code: 'not-found', details: { field: 'memberIds' } }
      expect(await refusalOf(set(closed.memberIds, ['01900000-0000-7000-8000-000000000000']))).toEqual(made)
      expect((await set(closed.memberIds, [])).memberIds).toEqual([])
    })
  })
}
