import { signal } from '@preact/signals'
import type { Deal } from '#shared/protocol/deals'
import type { EntryField, Stage } from '#shared/protocol/pipelines'
import { missingFor, skips } from '#shared/rules/entry'
import { RefusedError } from '../../data/client'
import { moveDeal, pipelineOf } from '../../data/deals'
import { state } from '../../data/store'

/** A move that waits for what its stage asks for; until then the deal stays where it is. */
export type Entering = {
  deal: Deal
  stage: Stage
  beforeId: string | null | undefined
  missing: readonly EntryField[]
  /** The deal as it stands then; undefined when it was left where it is. */
  settle: (deal: Deal | undefined) => void
}

export const entering = signal<Entering | null>(null)

/**
 * Moves a deal to an open stage, from wherever: what the stage asks for and the deal does not say is asked first.
 * @returns the deal, or undefined when nothing was answered
 * @throws RefusedError as moving does
 */
export async function enterStage(deal: Deal, stageId: string, beforeId?: string | null): Promise<Deal | undefined> {
  const pipeline = pipelineOf(state.value, deal)
  const stage = pipeline?.stages.find(({ id }) => id === stageId)
  const enters = pipeline && stage && stageId !== deal.stageId
  // What would be refused anyway is not worth a question.
  const missing = enters && !skips(pipeline, deal.stageId, stage) ? missingFor(stage, deal) : []
  if (stage && missing.length > 0) return askFor(deal, stage, beforeId, missing)
  try {
    return await moveDeal(deal, stageId, beforeId)
  } catch (error) {
    // The rule is newer than what this console knew.
    const asked = error instanceof RefusedError && error.code === 'fields-required' ? error.details.fields : undefined
    if (!stage || !asked) throw error
    return askFor(deal, stage, beforeId, asked as EntryField[])
  }
}

const askFor = (deal: Deal, stage: Stage, beforeId: string | null | undefined, missing: readonly EntryField[]) =>
  new Promise<Deal | undefined>((settle) => {
    entering.value = { deal, stage, beforeId, missing, settle }
  })
