import type { RequestName } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import type { Row } from './access-row'

type Name = Extract<RequestName, `field:${string}` | `mapping:${string}`>

/** Requests about fields of one's own and what they are aimed at. */
export const fieldRows: Record<Name, Row> = {
  'field:list': { of: 'none', input: () => ({}) },
  'field:create': {
    of: 'none',
    input: () => ({ rid: randomId(), record: 'deal', name: `Field ${randomId()}`, kind: 'text' }),
  },
  'field:edit': { of: 'team', input: (aim) => ({ rid: randomId(), fieldId: aim.field, changes: {} }) },
  'field:move': { of: 'team', input: (aim) => ({ rid: randomId(), fieldId: aim.field, beforeId: null }) },
  'field:remove': { of: 'team', input: (aim) => ({ rid: randomId(), fieldId: aim.field }) },
  'mapping:read': { of: 'none', input: () => ({}) },
  'mapping:save': { of: 'none', input: () => ({ rid: randomId(), changes: {} }) },
  'mapping:try': { of: 'site', input: (aim) => ({ leadId: aim.lead }) },
  'field:restore': { of: 'team', input: (aim) => ({ rid: randomId(), fieldId: aim.field }) },
}
