import type { FactData } from '#shared/protocol/index'
import type { Reducers } from './reducers'
import { put, type State } from './state'

const kept = (state: State, { data: { rule } }: { data: FactData<'rule.created'> }): State => ({
  ...state,
  rules: put(state.rules, rule),
})

/** Mail is read a page at a time, and only where somebody looks at the outbox. */
const unmoved = (state: State): State => state

export const reduceRules: Reducers<`rule.${'created' | 'edited' | 'removed' | 'restored'}` | MailFact> = {
  'rule.created': kept,
  'rule.edited': kept,
  'rule.removed': kept,
  'rule.restored': kept,
  'mail.queued': unmoved,
  'mail.sent': unmoved,
  'mail.failed': unmoved,
  'mail.retried': unmoved,
}

type MailFact = `mail.${'queued' | 'sent' | 'failed' | 'retried'}`
