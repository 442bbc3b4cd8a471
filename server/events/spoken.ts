import type { Fact, FactData, FactName } from '#shared/protocol/index'

/** What of a pipeline a fact tells. Whoever may not know one of the pipelines is not told the fact. */
export type Spoken = {
  /** Undefined for one that was written before facts said so. */
  pipelineIds: readonly (string | undefined)[]
  /** The deal and the task it is about: they may stand in another pipeline by now. */
  dealId?: string | null
  taskId?: string
}

type Table = { [Name in FactName]: (data: FactData<Name>) => Spoken }

const none: Spoken = { pipelineIds: [] }
/** Tells of no pipeline. An id of a deal may be among what it says: it opens nothing. */
const silent = () => none

const ofPipeline = ({ pipeline }: { pipeline: { id: string } }): Spoken => ({ pipelineIds: [pipeline.id] })
const ofDeal = ({ deal }: { deal: { id: string; pipelineId: string } }): Spoken => ({
  pipelineIds: [deal.pipelineId],
  dealId: deal.id,
})
/** Of notes and files only those beside a deal tell of one. */
const ofNote = ({ note: { record, recordId }, pipelineId }: FactData<'note.left'>): Spoken =>
  record === 'deal' ? { pipelineIds: [pipelineId ?? undefined], dealId: recordId } : none
const ofFile = ({ file: { record, recordId }, pipelineId }: FactData<'file.added'>): Spoken =>
  record === 'deal' ? { pipelineIds: [pipelineId ?? undefined], dealId: recordId } : none
const ofTask = ({ task, deal }: FactData<'task.created'>): Spoken => ({
  pipelineIds: deal ? [deal.pipelineId] : [],
  dealId: task.dealId,
  taskId: task.id,
})
const ofView = ({ pipelineIds }: FactData<'view.saved'>): Spoken => ({ pipelineIds })

/** What each fact tells of pipelines. The one place that says so. */
const spoken: Table = {
  'installation.edited': silent,
  'agent.added': silent,
  'agent.edited': silent,
  'site.added': silent,
  'site.edited': silent,
  'person.added': silent,
  'person.edited': silent,
  'person.merged': silent,
  'person.parted': silent,
  'pipeline.created': ofPipeline,
  'pipeline.edited': ofPipeline,
  'pipeline.archived': ofPipeline,
  'pipeline.restored': ofPipeline,
  'pipeline.removed': ofPipeline,
  'pipeline.repriced': ofPipeline,
  'stage.added': ofPipeline,
  'stage.edited': ofPipeline,
  'stage.removed': ofPipeline,
  'stage.restored': ofPipeline,
  'reason.added': ofPipeline,
  'reason.edited': ofPipeline,
  'reason.archived': ofPipeline,
  'reason.restored': ofPipeline,
  'message.sent': silent,
  'note.written': silent,
  'conversation.started': silent,
  'conversation.accepted': silent,
  'conversation.assigned': silent,
  'conversation.closed': silent,
  'conversation.reopened': silent,
  'conversation.seen': silent,
  'deal.created': ofDeal,
  'deal.edited': ofDeal,
  'deal.moved': ofDeal,
  'deal.transferred': ({ deal, fromPipelineId }) => ({
    pipelineIds: [fromPipelineId, deal.pipelineId],
    dealId: deal.id,
  }),
  'deal.won': ofDeal,
  'deal.lost': ofDeal,
  'deal.reopened': ofDeal,
  'deal.removed': ofDeal,
  'note.left': ofNote,
  'note.edited': ofNote,
  'note.pinned': ofNote,
  'note.removed': ofNote,
  'note.restored': ofNote,
  'file.added': ofFile,
  'file.removed': ofFile,
  'file.departed': ofFile,
  'file.arrived': ofFile,
  'task.created': ofTask,
  'task.edited': ofTask,
  'task.completed': ofTask,
  'task.reopened': ofTask,
  'task.cancelled': ofTask,
  'task.due': ofTask,
  'lead.created': silent,
  'lead.edited': silent,
  'lead.moved': silent,
  'lead.removed': silent,
  'lead.restored': silent,
  'lead.converted': silent,
  'lead.returned': silent,
  'status.edited': silent,
  'field.created': silent,
  'field.edited': silent,
  'field.removed': silent,
  'field.restored': silent,
  'mapping.saved': silent,
  'conversions.begun': silent,
  'conversions.finished': silent,
  'contact.created': silent,
  'contact.edited': silent,
  'contact.removed': silent,
  'contact.restored': silent,
  'company.created': silent,
  'company.edited': silent,
  'company.removed': silent,
  'company.restored': silent,
  'view.saved': ofView,
  'view.removed': ofView,
  // For those who manage the settings, and they know every pipeline.
  'rule.created': silent,
  'rule.edited': silent,
  'rule.removed': silent,
  'rule.restored': silent,
  'mail.queued': silent,
  'mail.sent': silent,
  'mail.failed': silent,
  'mail.retried': silent,
}

/** What a fact tells of pipelines, and about which deal. */
export const spokenOf = ({ name, data }: Pick<Fact, 'name' | 'data'>): Spoken => spoken[name](data as never)
