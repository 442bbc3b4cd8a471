import { z } from 'zod'
import { Id, request } from './define'

/** The kind decides what a stage means; its name never does. */
export const StageKind = z.enum(['open', 'won', 'lost'])
export type StageKind = z.infer<typeof StageKind>

/** A step of a pipeline. Every pipeline has open stages and exactly one won and one lost stage, always last. */
export const Stage = z.object({
  id: Id,
  pipelineId: Id,
  name: z.string(),
  kind: StageKind,
  /** Chance of winning a deal in this stage, whole percent. */
  probability: z.int().min(0).max(100),
  rank: z.string(),
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
  stages: z.array(Stage),
  lossReasons: z.array(LossReason),
  rank: z.string(),
  version: z.int(),
})
export type Pipeline = z.infer<typeof Pipeline>

export const pipelineRequests = {
  list: request({ door: 'team', permission: 'deals.read', limit: 'read' })
    .route({
      method: 'GET',
      path: '/pipelines',
      summary: 'Pipelines with stages and loss reasons',
      tags: ['Pipelines'],
    })
    .input(z.object({}))
    .output(z.array(Pipeline)),
}

export const pipelineFacts = {
  'pipeline.created': z.object({ pipeline: Pipeline }),
}
