import type { Reader, Tx } from '#server/storage/db'
import type { Contact, ContactCard } from '#shared/protocol/contacts'
import { plain } from '#shared/values/plain'
import { wordsOf } from './rules'
import type { ContactRow } from './tables'

export const contactOf = (row: ContactRow): Contact => ({
  id: row.id,
  siteId: row.site_id,
  personId: row.person_id,
  companyId: row.company_id,
  name: row.name,
  emails: JSON.parse(row.emails),
  phones: JSON.parse(row.phones),
  title: row.title,
  language: row.language,
  timeZone: row.time_zone,
  website: row.website,
  address: row.address,
  description: row.description,
  source: row.source,
  tags: JSON.parse(row.tags),
  ownerId: row.owner_id,
  mayMail: row.may_mail === null ? null : row.may_mail === 1,
  custom: JSON.parse(row.custom),
  createdAt: row.created_at,
  version: row.version,
  removed: row.removed === 1,
  mergedInto: row.merged_into,
})

const rowOf = (contact: Contact): ContactRow => ({
  id: contact.id,
  site_id: contact.siteId,
  person_id: contact.personId,
  company_id: contact.companyId,
  name: contact.name,
  emails: JSON.stringify(contact.emails),
  phones: JSON.stringify(contact.phones),
  title: contact.title,
  language: contact.language,
  time_zone: contact.timeZone,
  website: contact.website,
  address: contact.address,
  description: contact.description,
  source: contact.source,
  tags: JSON.stringify(contact.tags),
  owner_id: contact.ownerId,
  may_mail: contact.mayMail === null ? null : contact.mayMail ? 1 : 0,
  custom: JSON.stringify(contact.custom),
  created_at: contact.createdAt,
  version: contact.version,
  removed: contact.removed ? 1 : 0,
  merged_into: contact.mergedInto,
  name_key: plain(contact.name),
  words: wordsOf(contact),
})

/** Takes a contact's row for this change. */
export async function lockContact(tx: Tx, id: string): Promise<Contact | undefined> {
  const row = await tx
    .updateTable('contact')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && contactOf(row)
}

/** Takes the contact a person is. */
export async function lockContactOf(tx: Tx, personId: string): Promise<Contact | undefined> {
  const row = await tx
    .updateTable('contact')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('person_id', '=', personId)
    .where('removed', '=', 0)
    .returningAll()
    .executeTakeFirst()
  return row && contactOf(row)
}

export async function insertContact(tx: Tx, contact: Contact): Promise<void> {
  await tx.insertInto('contact').values(rowOf(contact)).execute()
}

export async function saveContact(tx: Tx, contact: Contact): Promise<void> {
  const { id, ...row } = rowOf(contact)
  await tx.updateTable('contact').set(row).where('id', '=', id).execute()
}

type CardRow = ContactRow & { code: string; company_name: string | null }

export const cardOf = ({ code, company_name, ...row }: CardRow): ContactCard => ({
  contact: contactOf(row),
  personCode: code,
  companyName: company_name,
})

/** Contacts with whose they are and where they work. */
export const cards = (db: Reader) =>
  db
    .selectFrom('contact')
    .innerJoin('person', 'person.id', 'contact.person_id')
    .leftJoin('company', (join) => join.onRef('company.id', '=', 'contact.company_id').on('company.removed', '=', 0))
    .selectAll('contact')
    .select(['person.code', 'company.name as company_name'])

export async function findCard(db: Reader, id: string): Promise<ContactCard | undefined> {
  const row = await cards(db).where('contact.id', '=', id).executeTakeFirst()
  return row && cardOf(row)
}

/** The contact a person is. */
export async function findCardOf(db: Reader, personId: string): Promise<ContactCard | undefined> {
  const row = await cards(db)
    .where('contact.person_id', '=', personId)
    .where('contact.removed', '=', 0)
    .executeTakeFirst()
  return row && cardOf(row)
}
