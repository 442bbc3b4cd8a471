import { z } from 'zod'
import { Id, Rid, request, text } from './define'
import { EntryField, Pipeline, Stage } from './pipelines'

/** What a new pipeline may be modelled on. */
export const PipelineTemplate = z.enum(['sales', 'service', 'rental'])
export type PipelineTemplate = z.infer<typeof PipelineTemplate>

/** ISO 4217; whether there is such a currency is looked up. */
const Currency = z.string().regex(/^[A-Z]{3}$/)

/** So many of the new currency for one of the old: digits with a point, exact. */
export const Rate = z.string().regex(/^\d{1,9}(\.\d{1,9})?$/)

const Name = text(80)

/** More than anybody ticks off a list. */
const mostMembers = 500

/** A field as the editor saw it and as it shall be; refused `stale` when somebody else was faster. */
const change = <S extends z.ZodType>(schema: S) => z.object({ was: schema, is: schema }).optional()

export const PipelineChanges = z.object({
  name: change(Name),
  reasonRequired: change(z.boolean()),
  maySkip: change(z.boolean()),
  memberIds: change(z.array(Id).max(mostMembers)),
})
export type PipelineChanges = z.infer<typeof PipelineChanges>

export const StageChanges = z.object({
  name: change(Name),
  color: change(Stage.shape.color),
  description: change(text(300, 0)),
  probability: change(Stage.shape.probability),
  rottingDays: change(Stage.shape.rottingDays),
  requires: change(z.array(EntryField).max(EntryField.options.length)),
})
export type StageChanges = z.infer<typeof StageChanges>

export const LossReasonChanges = z.object({ label: change(Name), needsNote: change(z.boolean()) })
export type LossReasonChanges = z.infer<typeof LossReasonChanges>

const manage = { door: 'agent', permission: 'pipelines.manage', limit: 'change' } as const

const act = (method: 'POST' | 'PATCH' | 'DELETE', path: `/${string}`, summary: string) =>
  request(manage).route({ method, path, summary, tags: ['Pipelines'] })

const ofPipeline = z.object({ rid: Rid, pipelineId: Id })
const ofStage = z.object({ rid: Rid, stageId: Id })
const ofReason = z.object({ rid: Rid, lossReasonId: Id })

/** Put in front of a neighbour; null for the end. */
const beforeId = Id.nullable()

/** Every change is answered with the whole pipeline as it stands then. */
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
  create: act('POST', '/pipelines', 'Make a pipeline')
    .input(
      z.object({
        rid: Rid,
        name: Name,
        currency: Currency,
        /** Stages and loss reasons to begin with; general sales when neither this nor `copyOf` is given. */
        template: PipelineTemplate.optional(),
        /** Takes stages, loss reasons and rules from another pipeline. */
        copyOf: Id.optional(),
      }),
    )
    .output(Pipeline),
  edit: act('PATCH', '/pipelines/{pipelineId}', 'Change fields of a pipeline')
    .input(ofPipeline.extend({ changes: PipelineChanges }))
    .output(Pipeline),
  move: act('POST', '/pipelines/{pipelineId}/move', 'Put a pipeline elsewhere in the list')
    .input(ofPipeline.extend({ beforeId }))
    .output(Pipeline),
  setDefault: act('POST', '/pipelines/{pipelineId}/default', 'Make it the one new deals go to')
    .input(ofPipeline)
    .output(Pipeline),
  setCurrency: act('POST', '/pipelines/{pipelineId}/currency', 'Change the currency of a pipeline and its deals')
    .input(
      ofPipeline.extend({
        was: Currency,
        is: Currency,
        /** What becomes of the amounts of its deals; refused `currency-in-use` when it has some and this is absent. */
        change: z
          .discriminatedUnion('how', [
            /** Every figure stays and means the new currency. `name` is the pipeline's, typed to show that it is meant. */
            z.object({ how: z.literal('relabel'), name: z.string().max(200) }),
            z.object({ how: z.literal('convert'), rate: Rate }),
          ])
          .optional(),
      }),
    )
    .output(Pipeline),
  archive: act('POST', '/pipelines/{pipelineId}/archive', 'Put a pipeline away; its deals stay as they are')
    .input(ofPipeline)
    .output(Pipeline),
  restore: act('POST', '/pipelines/{pipelineId}/restore', 'Use an archived pipeline again')
    .input(ofPipeline)
    .output(Pipeline),
  remove: act('DELETE', '/pipelines/{pipelineId}', 'Remove a pipeline that never had a deal')
    .input(ofPipeline)
    .output(Pipeline),
}

export const stageRequests = {
  add: act('POST', '/pipelines/{pipelineId}/stages', 'Add an open stage')
    .input(ofPipeline.extend({ name: Name, beforeId: beforeId.optional() }))
    .output(Pipeline),
  edit: act('PATCH', '/stages/{stageId}', 'Change fields of a stage')
    .input(ofStage.extend({ changes: StageChanges }))
    .output(Pipeline),
  move: act('POST', '/stages/{stageId}/move', 'Put an open stage elsewhere')
    .input(ofStage.extend({ beforeId }))
    .output(Pipeline),
  remove: act('DELETE', '/stages/{stageId}', 'Remove an open stage and move its deals')
    .input(
      ofStage.extend({
        /** An open stage of the same pipeline; refused `stage-in-use` when it has deals and this is absent. */
        moveToStageId: Id.optional(),
      }),
    )
    .output(Pipeline),
  restore: act('POST', '/stages/{stageId}/restore', 'Use a removed stage again').input(ofStage).output(Pipeline),
}

export const reasonRequests = {
  add: act('POST', '/pipelines/{pipelineId}/loss-reasons', 'Add a loss reason')
    .input(ofPipeline.extend({ label: Name }))
    .output(Pipeline),
  edit: act('PATCH', '/loss-reasons/{lossReasonId}', 'Change fields of a loss reason')
    .input(ofReason.extend({ changes: LossReasonChanges }))
    .output(Pipeline),
  move: act('POST', '/loss-reasons/{lossReasonId}/move', 'Put a loss reason elsewhere')
    .input(ofReason.extend({ beforeId }))
    .output(Pipeline),
  archive: act('POST', '/loss-reasons/{lossReasonId}/archive', 'Offer a loss reason no longer')
    .input(ofReason)
    .output(Pipeline),
  restore: act('POST', '/loss-reasons/{lossReasonId}/restore', 'Offer an archived loss reason again')
    .input(ofReason)
    .output(Pipeline),
}
