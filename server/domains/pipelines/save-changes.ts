import type { Tx } from '#server/storage/db'
import type { Pipeline } from '#shared/protocol/pipelines'
import { byRank } from '#shared/values/rank'
import { insertReasons, insertStages, savePipeline, saveReason, saveStage } from './queries'

type Row = { id: string; rank: string }
type Lists<One extends Row> = { used: readonly One[]; past: readonly One[] }

/** Saves what differs between two moments of a pipeline: a row nobody touched is the same object in both. */
export async function saveChanges(tx: Tx, before: Pipeline, after: Pipeline): Promise<void> {
  await savePipeline(tx, after)
  const stages = differing(stagesOf(before), stagesOf(after))
  await insertStages(tx, stages.added)
  for (const { row, isArchived } of stages.changed) await saveStage(tx, row, isArchived)
  const reasons = differing(reasonsOf(before), reasonsOf(after))
  await insertReasons(tx, reasons.added)
  for (const { row, isArchived } of reasons.changed) await saveReason(tx, row, isArchived)
}

/** The lists of a pipeline as everybody reads them: by rank, won and lost last. */
export function inOrder(pipeline: Pipeline): Pipeline {
  const { stages, lossReasons, archived } = pipeline
  const open = stages.filter(({ kind }) => kind === 'open').sort(byRank)
  return {
    ...pipeline,
    stages: [...open, ...stages.filter(({ kind }) => kind !== 'open')],
    lossReasons: [...lossReasons].sort(byRank),
    archived: { stages: [...archived.stages].sort(byRank), lossReasons: [...archived.lossReasons].sort(byRank) },
  }
}

const stagesOf = ({ stages, archived }: Pipeline) => ({ used: stages, past: archived.stages })
const reasonsOf = ({ lossReasons, archived }: Pipeline) => ({ used: lossReasons, past: archived.lossReasons })

function differing<One extends Row>(before: Lists<One>, after: Lists<One>) {
  const known = new Map(kept(before).map((one) => [one.row.id, one]))
  return {
    added: kept(after).flatMap(({ row }) => (known.has(row.id) ? [] : [row])),
    changed: kept(after).filter(({ row, isArchived }) => {
      const was = known.get(row.id)
      return was !== undefined && (was.row !== row || was.isArchived !== isArchived)
    }),
  }
}

const kept = <One extends Row>({ used, past }: Lists<One>) => [
  ...used.map((row) => ({ row, isArchived: false })),
  ...past.map((row) => ({ row, isArchived: true })),
]
