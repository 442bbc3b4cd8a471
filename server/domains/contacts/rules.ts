import type { Contact, ContactDetails } from '#shared/protocol/contacts'
import { Refusal } from '#shared/protocol/refusals'
import { customWords } from '#shared/rules/custom-values'
import { tagKey } from '#shared/rules/deal-words'
import { numberWords } from '#shared/rules/ways'
import { plain } from '#shared/values/plain'

/** What a contact consists of that somebody can say. */
export type KnownContact = Required<ContactDetails>

/** A contact of whom nothing is known yet. */
export const unknownContact: KnownContact = {
  ...{ companyId: null, name: '', emails: [], phones: [], title: '', language: '', timeZone: '', website: '' },
  ...{ address: '', description: '', source: '', tags: [], ownerId: null, mayMail: null, custom: {} },
}

/** Refuses a contact that nobody could name or reach. */
export function assertKnown({ name, emails, phones }: Pick<Contact, 'name' | 'emails' | 'phones'>): void {
  if (name === '' && emails.length === 0 && phones.length === 0) throw new Refusal('details-required')
}

/** What a contact is found by; its company is found beside it, because companies are renamed. */
export const wordsOf = ({ name, emails, phones, title, source, tags, custom }: Contact): string =>
  [
    plain([name, title, ...emails, ...numberWords(phones), source, ...customWords(custom)].join(' ')),
    ...tags.map((tag) => `#${tagKey(tag)}#`),
  ].join(' ')
