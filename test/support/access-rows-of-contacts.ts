import type { RequestName } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import type { Row } from './access-row'
import type { FileName } from './access-rows-of-files'
import type { NoteName } from './access-rows-of-notes'

type Name = Exclude<
  Extract<RequestName, `contact:${string}` | `company:${string}` | 'person:matches' | 'person:timeline'>,
  FileName | NoteName
>

/** Requests about contacts and companies and what they are aimed at. */
export const contactRows: Record<Name, Row> = {
  'contact:create': {
    of: 'site',
    input: (aim) => ({ rid: randomId(), whose: { siteId: aim.site }, details: { name: 'Ayşe Kaya' } }),
  },
  'contact:read': { of: 'site', input: (aim) => ({ contactId: aim.contact }) },
  'contact:ofPerson': { of: 'site', input: (aim) => ({ personId: aim.person }) },
  'contact:edit': {
    of: 'site',
    input: (aim) => ({ rid: randomId(), contactId: aim.contact, changes: { title: { was: '', is: 'Buyer' } } }),
  },
  'contact:remove': { of: 'site', input: (aim) => ({ rid: randomId(), contactId: aim.contact }) },
  'contact:restore': { of: 'site', input: (aim) => ({ rid: randomId(), contactId: aim.contact }) },
  'contact:merge': {
    of: 'site',
    input: (aim) => ({ rid: randomId(), contactId: aim.contact, otherId: aim.contact }),
  },
  'contact:unmerge': {
    of: 'site',
    input: (aim) => ({ rid: randomId(), contactId: aim.contact, changeId: '01900000-0000-7000-8000-000000000000' }),
  },
  'contact:changes': { of: 'site', input: (aim) => ({ contactId: aim.contact }) },
  'contact:list': nothing(),
  'contact:count': nothing(),
  // Each is refused for itself: the answer names it and says no more.
  'contact:changeMany': nothing({
    ...{ rid: randomId(), contactIds: ['01900000-0000-7000-8000-000000000000'] },
    change: { act: 'tag', tag: 'vip', remove: false },
  }),
  'company:create': {
    of: 'site',
    input: (aim) => ({ rid: randomId(), siteId: aim.site, details: { name: 'Kaya Mobilya' } }),
  },
  'company:timeline': { of: 'site', input: (aim) => ({ companyId: aim.company }) },
  'company:read': { of: 'site', input: (aim) => ({ companyId: aim.company }) },
  'company:edit': {
    of: 'site',
    input: (aim) => ({ rid: randomId(), companyId: aim.company, changes: { industry: { was: '', is: 'Wood' } } }),
  },
  'company:remove': { of: 'site', input: (aim) => ({ rid: randomId(), companyId: aim.company }) },
  'company:restore': { of: 'site', input: (aim) => ({ rid: randomId(), companyId: aim.company }) },
  'company:list': nothing(),
  'company:count': nothing(),
  'company:changeMany': nothing({
    ...{ rid: randomId(), companyIds: ['01900000-0000-7000-8000-000000000000'] },
    change: { act: 'tag', tag: 'vip', remove: false },
  }),
  'company:deals': { of: 'site', input: (aim) => ({ companyId: aim.company }) },
  'company:conversations': { of: 'site', input: (aim) => ({ companyId: aim.company }) },
  'company:matches': { of: 'site', input: (aim) => ({ siteId: aim.site, name: 'Kaya' }) },
  'person:matches': { of: 'site', input: (aim) => ({ siteId: aim.site, name: 'Ayşe' }) },
  'person:timeline': { of: 'site', input: (aim) => ({ personId: aim.person }) },
}

/** Aimed at nothing that belongs to anybody. */
function nothing(input: object = {}): Row {
  return { of: 'none', input: () => input }
}
