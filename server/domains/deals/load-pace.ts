import { setImmediate as breathe } from 'node:timers/promises'
import type { TeamContext } from '#server/context'
import { listPipelines } from '#server/domains/pipelines/index'
import type { Db } from '#server/storage/db'
import type { StagePace } from '#shared/protocol/deal-lists'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import type { Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { stalenessOf } from '#shared/rules/rotting'
import { median, tenths } from '#shared/values/median'
import { listStanding, listStays } from './pace-queries'

const dayMs = 86_400_000
const normDays = 90
/** So many rows are read before others are let in. */
const pageSize = 2_000
const mostStays = 1_000

/** Where deals get stuck: for every open stage how long they stand there, how long is usual, and how many go on. */
export async function loadPace(
  { pipelineId }: CheckedInputOf<'deal:pace'>,
  { read, caller, now }: TeamContext,
): Promise<OutputOf<'deal:pace'>> {
  const pipeline = (await listPipelines(read, caller)).find(({ id }) => id === pipelineId)
  if (!pipeline) throw new Refusal('not-found')
  const { siteIds } = caller
  const at = Date.parse(now())
  const stages: StagePace[] = []
  for (const stage of pipeline.stages.filter(({ kind }) => kind === 'open'))
    stages.push({
      stageId: stage.id,
      ...(await standingIn(read, stage, siteIds, at)),
      ...(await passedThrough(read, stage, siteIds, at)),
    })
  return { stages }
}

async function standingIn(db: Db, stage: Stage, siteIds: readonly string[], at: number) {
  const days: number[] = []
  let stuck = 0
  for (const siteId of siteIds)
    for (let after: { rank: string; id: string } | null = null; ; ) {
      const rows: Awaited<ReturnType<typeof listStanding>> = await listStanding(db, stage.id, siteId, after, pageSize)
      for (const row of rows) {
        days.push((at - Date.parse(row.stage_since)) / dayMs)
        const living = { deal: { stageSince: row.stage_since, outcome: row.outcome }, touchedAt: row.touched_at }
        if (stalenessOf({ ...living, nextTaskAt: row.next_task_at }, stage, at) === 'stuck') stuck++
      }
      after = rows.at(-1) ?? null
      if (rows.length < pageSize) break
      await breathe()
    }
  return { stuck, days: tenths(median(days)) }
}

async function passedThrough(db: Db, stage: Stage, siteIds: readonly string[], at: number) {
  if (siteIds.length === 0) return { usualDays: null, goesOn: null }
  const since = new Date(at - normDays * dayMs).toISOString()
  const stays = await listStays(db, stage.id, siteIds, since, mostStays)
  const days = stays.map((one) => (Date.parse(one.left_at ?? '') - Date.parse(one.entered_at)) / dayMs)
  // Whoever went back or elsewhere has decided nothing about this stage.
  const decided = stays.filter(({ went }) => went === 'on' || went === 'lost')
  const on = decided.filter(({ went }) => went === 'on').length
  return {
    usualDays: tenths(median(days)),
    goesOn: decided.length === 0 ? null : Math.round((on * 100) / decided.length),
  }
}
