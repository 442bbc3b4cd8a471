import { knowingAll } from '#server/context'
import { findAgent } from '#server/domains/agents/index'
import { findPipeline, findStage } from '#server/domains/pipelines/index'
import { findSite } from '#server/domains/sites/index'
import type { Reader } from '#server/storage/db'
import { Refusal } from '#shared/protocol/refusals'
import type { RuleDraft } from '#shared/protocol/rules'

/** Refuses a rule that names what is not there, or moves deals where no move leads. */
export async function assertThere(db: Reader, { siteId, trigger, actions }: RuleDraft): Promise<void> {
  if (siteId !== null && !(await findSite(db, siteId))) throw new Refusal('not-found', { field: 'siteId' })
  const from = 'stageId' in trigger ? await findStage(db, knowingAll, trigger.stageId) : undefined
  if ('stageId' in trigger && !from) throw new Refusal('not-found', { field: 'trigger.stageId' })
  for (const [index, action] of actions.entries()) {
    const field = `actions.${index}`
    if (action.do === 'move') {
      const to = await findStage(db, knowingAll, action.stageId)
      if (!to) throw new Refusal('not-found', { field })
      if (to.kind !== 'open') throw new Refusal('stage-closes-deal', { field })
      if (from && from.pipelineId !== to.pipelineId) throw new Refusal('stage-elsewhere', { field })
    }
    if (action.do === 'deal' && action.pipelineId && !(await findPipeline(db, knowingAll, action.pipelineId)))
      throw new Refusal('not-found', { field })
    const agentId = action.do === 'task' ? action.assignee : action.do === 'assign' ? action.to : null
    const isNamed = agentId !== null && !['owner', 'doer', 'nobody'].includes(agentId)
    if (isNamed && !(await findAgent(db, agentId))) throw new Refusal('not-found', { field })
  }
}
