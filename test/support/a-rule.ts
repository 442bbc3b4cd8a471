import type { InputOf } from '#shared/protocol/index'
import type { Rule } from '#shared/protocol/rules'
import type { Line } from './ask'

export type RuleDraft = Omit<InputOf<'rule:create'>, 'rid'>

/** A rule that tags every new deal; a test says what is other with its own. */
export const usualRule: RuleDraft = {
  ...{ name: 'By itself', siteId: null, on: true, trigger: { on: 'deal.created' }, conditions: [] },
  actions: [{ do: 'tag', tag: 'seen' }],
}

/** Makes rules, and removes them, on behalf of whoever holds the line. */
export const ruleMaker = (line: () => Line) => ({
  make: async (draft: Partial<RuleDraft>): Promise<Rule> =>
    (await line().ask('rule:create', { ...usualRule, ...draft } as RuleDraft)).rule,
  remove: ({ id }: Rule) => line().ask('rule:remove', { ruleId: id }),
})
