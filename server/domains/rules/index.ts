import { pageRuns, readRules } from './list-rules'
import { createRule, editRule, removeRule, renewSecret, restoreRule } from './save-rule'
import { tryRule } from './try-rule'

export { removeCallsBefore } from './call-queries'
export { hearing } from './hear-facts'
export { timing } from './keep-time'
export { calls } from './make-calls'
export { allFacts } from './read-occasion'
export { removeRunsBefore } from './run-queries'

export const handlers = {
  'rule:list': readRules,
  'rule:create': createRule,
  'rule:edit': editRule,
  'rule:remove': removeRule,
  'rule:restore': restoreRule,
  'rule:renew': renewSecret,
  'rule:try': tryRule,
  'rule:runs': pageRuns,
}
