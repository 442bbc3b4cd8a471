import type { Lead, LeadDetails, LeadStatus } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { customWords } from '#shared/rules/custom-values'
import { eachOnce, numberWords } from '#shared/rules/ways'
import { plain } from '#shared/values/plain'

/** Ways to reach somebody, each once. */
export const mostWays = 10

/** What a lead consists of that somebody can say. */
export type Known = Required<LeadDetails>

/** A lead of whom nothing is known yet. */
export const unknown: Known = {
  ...{ name: '', emails: [], phones: [], company: '', title: '', industry: '', website: '', address: '' },
  ...{ description: '', source: '', tags: [], ownerId: null, mayMail: null, custom: {} },
}

/** Refuses a lead that nobody could name or reach. */
export function assertKnown({ name, emails, phones }: Pick<Lead, 'name' | 'emails' | 'phones'>): void {
  if (name === '' && emails.length === 0 && phones.length === 0) throw new Refusal('details-required')
}

/** What has become a contact is read here and changed there. */
export function assertOpen(lead: Lead, status: LeadStatus): void {
  if (lead.removed) throw new Refusal('not-found')
  if (status.kind === 'converted') throw new Refusal('lead-converted')
}

/**
 * Gives a lead another status.
 * @throws Refusal `stale` when it has another one by now, `status-converts` where only a conversion leads,
 * `reason-required` for giving somebody up without saying why
 */
export function move(lead: Lead, from: string, to: LeadStatus, reason: string, at: string): Lead {
  if (lead.statusId !== from) throw new Refusal('stale', { field: 'statusId', current: lead.statusId })
  if (to.kind === 'converted') throw new Refusal('status-converts')
  if (to.kind === 'unqualified' && reason === '') throw new Refusal('reason-required', { field: 'reason' })
  const kept = to.kind === 'unqualified' ? reason : ''
  if (to.id === from && lead.reason === kept) return lead
  const since = to.id === from ? lead.statusSince : at
  return { ...lead, statusId: to.id, reason: kept, statusSince: since, version: lead.version + 1 }
}

export type Introduction = {
  name: string
  email: string | null
  phone: string | null
  mayMail: boolean | null
}

/**
 * What somebody says of themselves is added behind what is known, where there is room. Nobody has proved it: a name
 * never takes the place of one that somebody of the team wrote, and mail goes to the first address.
 */
export function introduce<Details extends Pick<Lead, 'name' | 'saidName' | 'emails' | 'phones' | 'mayMail'>>(
  before: Details,
  { name, email, phone, mayMail }: Introduction,
): Details {
  const isTheirs = before.name === '' || before.name === before.saidName
  return {
    ...before,
    name: name !== '' && isTheirs ? name : before.name,
    saidName: name === '' ? before.saidName : name,
    emails: behind(before.emails, email),
    phones: behind(before.phones, phone),
    mayMail: mayMail ?? before.mayMail,
  }
}

const behind = (known: string[], said: string | null): string[] =>
  said === null ? known : eachOnce([...known, said]).slice(0, mostWays)

/** What a lead is found by. */
export function wordsOf({ name, saidName, emails, phones, company, title, source, tags, custom }: Lead): string {
  const called = [name, saidName === name ? '' : saidName, company, title]
  const known = [...called, ...emails, ...numberWords(phones), source, ...customWords(custom)]
  return plain([...known, ...tags.map((tag) => `#${tag}`)].join(' '))
}
