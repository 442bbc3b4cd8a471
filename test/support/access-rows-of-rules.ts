import { randomId } from '#shared/values/random'
import type { Row } from './access-row'

const draft = {
  ...{ name: 'Greet', siteId: null, on: false, trigger: { on: 'deal.won' }, conditions: [] },
  actions: [{ do: 'tag', tag: 'won' }],
}
const one = (more: object = {}): Row => ({
  of: 'team',
  input: ({ rule }) => ({ rid: randomId(), ruleId: rule, ...more }),
})

/** What is done by itself belongs to whoever manages the house. */
export const ruleRows = {
  'rule:list': { of: 'none', input: () => ({}) },
  'rule:create': { of: 'none', input: () => ({ rid: randomId(), ...draft }) },
  'rule:edit': one({ changes: {} }),
  'rule:remove': one(),
  'rule:restore': one(),
  'rule:renew': one(),
  'rule:try': { of: 'none', input: () => draft },
  'rule:runs': { of: 'team', input: ({ rule }) => ({ ruleId: rule }) },
  'mail:list': { of: 'none', input: () => ({}) },
  'mail:retry': { of: 'team', input: ({ mail }) => ({ rid: randomId(), mailId: mail }) },
} satisfies Record<string, Row>
