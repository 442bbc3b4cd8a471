import type { Recorder } from '#server/events/changes'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Pipeline } from '#shared/protocol/pipelines'
import { ranks } from '#shared/values/rank'
import { insertPipeline } from './queries'
import { probabilities, templates } from './template'

/** Makes the pipeline an installation starts with, in its language and currency. */
export async function createPipeline(
  tx: Tx,
  record: Recorder,
  locale: 'en' | 'tr',
  currency: string,
): Promise<Pipeline> {
  const { name, open, won, lost, reasons, other } = templates[locale]
  const id = newId()
  const stages = [
    ...open.map((stage, index) => ({ name: stage, kind: 'open' as const, probability: probabilities[index] ?? 50 })),
    { name: won, kind: 'won' as const, probability: 100 },
    { name: lost, kind: 'lost' as const, probability: 0 },
  ]
  const stageRanks = ranks(stages.length)
  const labels = [...reasons, other]
  const reasonRanks = ranks(labels.length)
  const pipeline: Pipeline = {
    id,
    name,
    currency,
    rank: ranks(1)[0] ?? 'a0',
    version: 1,
    stages: stages.map((stage, index) => ({ id: newId(), pipelineId: id, ...stage, rank: stageRanks[index] ?? '' })),
    lossReasons: labels.map((label, index) => ({
      id: newId(),
      pipelineId: id,
      label,
      needsNote: label === other,
      rank: reasonRanks[index] ?? '',
    })),
  }
  await insertPipeline(tx, pipeline)
  record('pipeline.created', { pipeline })
  return pipeline
}
