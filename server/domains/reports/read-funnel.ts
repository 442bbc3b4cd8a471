import type { TeamContext } from '#server/context'
import { askedBy } from '#server/domains/deals/index'
import { stretchesOf } from '#server/storage/stretches'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { median, tenths } from '#shared/values/median'
import { countPaths, listLatestStays, type PathRow } from './deal-queries'

const dayMs = 86_400_000
/** A median is known well enough from so many, looked for among the latest. */
const stays = { latest: 4_000, limit: 1_000 }

/** How matching deals came through the stages of a pipeline, as these stand in order today. */
export async function readFunnel(
  input: CheckedInputOf<'report:funnel'>,
  context: TeamContext,
): Promise<OutputOf<'report:funnel'>> {
  const { read, now } = context
  const { asked, pipelines } = await askedBy(input, context)
  const pipeline = pipelines.find(({ id }) => id === input.pipelineId)
  const stages = (pipeline?.stages ?? []).filter(({ kind }) => kind === 'open')
  const ids = stages.map(({ id }) => id)
  const paths: PathRow[] = []
  for await (const stretch of stretchesOf(read, 'deal', asked.siteIds))
    paths.push(...(await countPaths(read, asked, ids, stretch)))
  const count = (which: (path: PathRow) => boolean) =>
    paths.reduce((sum, path) => sum + (which(path) ? Number(path.count) : 0), 0)
  const cameTo = (place: number) => count(({ furthest }) => Number(furthest) >= place)
  const rows: OutputOf<'report:funnel'>['stages'] = []
  for (const [place, { id }] of stages.entries()) {
    const stoodLast = ({ last }: PathRow) => Number(last) === place
    rows.push({
      stageId: id,
      entered: cameTo(place),
      movedOn: place === stages.length - 1 ? count(({ outcome }) => outcome === 'won') : cameTo(place + 1),
      lost: count((path) => path.outcome === 'lost' && stoodLast(path)),
      standing: count((path) => path.outcome === 'open' && stoodLast(path)),
      days: usual(await listLatestStays(read, asked, id, stays)),
    })
  }
  return {
    at: now(),
    deals: count(() => true),
    won: count(({ outcome }) => outcome === 'won'),
    lost: count(({ outcome }) => outcome === 'lost'),
    stages: rows,
  }
}

const usual = (stays: readonly { entered_at: string; left_at: string | null }[]) =>
  tenths(median(stays.map((one) => (Date.parse(one.left_at ?? '') - Date.parse(one.entered_at)) / dayMs)))
