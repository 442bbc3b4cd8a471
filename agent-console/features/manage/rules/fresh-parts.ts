import type { Action, Condition, Event, RuleDraft, Trigger } from '#shared/protocol/rules'
import { actionsOf, fieldsOf } from '#shared/rules/automation'
import { homePipeline } from '../../../data/pipelines'
import { state } from '../../../data/store'
import { isListed, isOfStage, stageOptions, valueOptions } from './options'

/** A rule that says nothing yet. */
export const freshDraft = (): RuleDraft => ({
  ...{ name: '', siteId: null, on: true, trigger: { on: 'deal.won' }, conditions: [] },
  actions: [freshAction('task')],
})

export function freshTrigger(on: Event, before: Trigger): Trigger {
  if (!isOfStage(on)) return { on }
  const stageId = 'stageId' in before ? before.stageId : (stageOptions(on === 'deal.stayed')[0]?.value ?? '')
  return on === 'deal.stayed' ? { on, stageId, days: 3 } : { on, stageId }
}

export function freshCondition(field: Condition['field']): Condition {
  if (isListed(field)) return { field, is: true, anyOf: [valueOptions(field)[0]?.value ?? ''] }
  if (field === 'amount') {
    const currency = homePipeline(state.value)?.currency ?? 'USD'
    return { field, is: true, from: 0, until: null, currency }
  }
  // What most people mean by working hours.
  if (field === 'hours') return { field, is: true, days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }
  if (field === 'deal' || field === 'email') return { field, is: true }
  return { field, is: true, text: '' }
}

export function freshAction(what: Action['do']): Action {
  switch (what) {
    case 'task':
      return { do: 'task', title: '', dueInDays: 1, assignee: 'owner' }
    case 'assign':
      return { do: 'assign', to: 'doer' }
    case 'tag':
      return { do: 'tag', tag: '' }
    case 'move':
      return { do: 'move', stageId: stageOptions(true)[0]?.value ?? '' }
    case 'deal':
      return { do: 'deal', pipelineId: null }
    case 'mail':
      return { do: 'mail', to: 'person', subject: '', text: '' }
    case 'call':
      return { do: 'call', url: '' }
  }
}

/** What another event knows nothing of is taken away with it. */
export function fitted(draft: RuleDraft, on: Event): RuleDraft {
  const conditions = draft.conditions.filter(({ field }) => fieldsOf(on).includes(field))
  const actions = draft.actions.filter((action) => actionsOf(on).includes(action.do))
  const some = actions.length > 0 ? actions : [freshAction('task')]
  return { ...draft, trigger: freshTrigger(on, draft.trigger), conditions, actions: some }
}
