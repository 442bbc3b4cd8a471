import { z } from 'zod'
import { Id } from './define'

/** The kind decides what a stage means; its name never does. */
export const StageKind = z.enum(['open', 'won', 'lost'])
export type StageKind = z.infer<typeof StageKind>

/** Names of the colours a stage may have; the console's tokens say how they look. */
export const StageColor = z.enum(['slate', 'iris', 'teal', 'amber', 'pink', 'sky'])

/** What a deal may have to say before it enters a stage. */
export const EntryField = z.enum(['amount', 'closesOn', 'ownerId', 'description'])
export type EntryField = z.infer<typeof EntryField>

/** A step of a pipeline. Every pipeline has open stages and exactly one won and one lost stage, always last. */
export const Stage = z.object({
  id: Id,
  pipelineId: Id,
  name: z.string(),
  kind: StageKind,
  /** Chance of winning a deal in this stage, whole percent. */
  probability: z.int().min(0).max(100),
  color: StageColor,
  /** What has happened when a deal stands here; shown beside the name. */
  description: z.string(),
  /** After so many days without a sign of life a deal here counts as stuck; null for never. */
  rottingDays: z.int().min(1).max(365).nullable(),
  /** Fields a deal must have to enter; losing never asks for them. */
  requires: z.array(EntryField),
  rank: z.string(),
  /** Only of a stage that is being removed: where its deals are on their way to. Nothing enters it any more. */
  goingTo: Id.optional(),
})
export type Stage = z.infer<typeof Stage>

/** Why deals of a pipeline are lost. */
export const LossReason = z.object({
  id: Id,
  pipelineId: Id,
  label: z.string(),
  /** "Other" says nothing without a note. */
  needsNote: z.boolean(),
  rank: z.string(),
})
export type LossReason = z.infer<typeof LossReason>

/** A sales process: stages in order, one currency, its own loss reasons. */
export const Pipeline = z.object({
  id: Id,
  name: z.string(),
  /** ISO 4217; every deal of the pipeline is in it. */
  currency: z.string().length(3),
  /** In order, won and lost last. */
  stages: z.array(Stage),
  lossReasons: z.array(LossReason),
  /** No longer offered; kept because the past still names them. */
  archived: z.object({ stages: z.array(Stage), lossReasons: z.array(LossReason) }),
  /** Whether a deal may be lost without saying why. */
  reasonRequired: z.boolean(),
  /** Whether a deal may leave out stages on its way forward. */
  maySkip: z.boolean(),
  /** Where a new deal goes when neither its site nor whoever makes it says otherwise; exactly one is. */
  isDefault: z.boolean(),
  /** Read-only: its deals stay as they are, no new ones are made. */
  isArchived: z.boolean(),
  /** The agents it is open to, with all deals in it, beside those who manage the settings; none for everybody. */
  memberIds: z.array(Id),
  rank: z.string(),
  version: z.int(),
  /**
   * Only while its deals are converted one after the other: the currency it will have. Each deal says its own meanwhile,
   * and sums over the pipeline mean nothing.
   */
  becoming: z.string().length(3).optional(),
})
export type Pipeline = z.infer<typeof Pipeline>

/** What is true of every fact about a pipeline: the whole of it as it stands after, so that nothing needs a second read. */
const pipelineFact = <Shape extends z.ZodRawShape>(more: Shape) =>
  z.object({ pipeline: Pipeline, /** Null for a program and for the set-up. */ byAgentId: Id.nullable(), ...more })

const Changes = z.array(z.object({ field: z.string(), was: z.unknown(), is: z.unknown() }))

/** How a pipeline came to another currency: amounts keep their figures, or are multiplied by a rate. */
export const CurrencyChange = z.discriminatedUnion('how', [
  z.object({ how: z.literal('relabel') }),
  z.object({ how: z.literal('convert'), rate: z.string() }),
])
export type CurrencyChange = z.infer<typeof CurrencyChange>

export const pipelineFacts = {
  'pipeline.created': pipelineFact({}),
  'pipeline.edited': pipelineFact({ changes: Changes }),
  'pipeline.archived': pipelineFact({}),
  'pipeline.restored': pipelineFact({}),
  'pipeline.removed': pipelineFact({}),
  'pipeline.repriced': pipelineFact({ was: z.string(), change: CurrencyChange }),
  'stage.added': pipelineFact({ stageId: Id }),
  'stage.edited': pipelineFact({ stageId: Id, changes: Changes }),
  /** `movedToId`: where its deals went; null where it had none and nobody chose. With many they go before. */
  'stage.removed': pipelineFact({ stageId: Id, movedToId: Id.nullable() }),
  'stage.restored': pipelineFact({ stageId: Id }),
  'reason.added': pipelineFact({ lossReasonId: Id }),
  'reason.edited': pipelineFact({ lossReasonId: Id, changes: Changes }),
  'reason.archived': pipelineFact({ lossReasonId: Id }),
  'reason.restored': pipelineFact({ lossReasonId: Id }),
}
