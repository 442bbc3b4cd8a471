import type { FollowGround } from '#server/events/follows'
import type { Reader, Tx } from '#server/storage/db'
import type { CurrencyChange, Pipeline } from '#shared/protocol/pipelines'
import { findRepricing, lockPipelines, saveRepricing } from './queries'
import { saveChanges } from './save-changes'

/** A pipeline whose deals are being converted. */
export type Becoming = { pipeline: Pipeline; is: string; change: CurrencyChange; byAgentId: string | null }

export const hasBecoming = async (db: Reader): Promise<boolean> => (await findRepricing(db)) !== undefined

/** One of the pipelines whose deals are being converted, taken with all others: nothing moves in them meanwhile. */
export async function takeBecoming(tx: Tx): Promise<Becoming | undefined> {
  const pipelines = await lockPipelines(tx)
  const found = await findRepricing(tx)
  const pipeline = found && pipelines.find(({ id }) => id === found.id)
  return found && pipeline?.becoming ? { pipeline, is: pipeline.becoming, ...found.repricing } : undefined
}

/** Its last deal is converted: so is the pipeline. */
export async function finishBecoming(
  { tx, record }: FollowGround,
  { pipeline: before, is, change, byAgentId }: Becoming,
): Promise<void> {
  const { becoming: _, ...rest } = before
  const pipeline = { ...rest, currency: is, version: before.version + 1 }
  await saveChanges(tx, before, pipeline)
  await saveRepricing(tx, pipeline.id, null)
  record('pipeline.repriced', { pipeline, byAgentId, was: before.currency, change })
}
