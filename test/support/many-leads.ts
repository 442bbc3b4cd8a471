import Database from 'better-sqlite3'
import type { LeadStatus } from '#shared/protocol/leads'
import { plain } from '#shared/values/plain'

type Filling = {
  siteId: string
  statuses: readonly LeadStatus[]
  owners: readonly string[]
  count: number
  /** How many deals there are, of which every second converted lead became one. */
  deals: number
}

/** Writes leads as they would be after years: half of them converted, half of those with a deal of fillDeals. */
export function fillLeads(file: string, { siteId, statuses, owners, count, deals }: Filling): void {
  const database = new Database(file)
  database.pragma('synchronous = off')
  const uuid = (kind: number, at: number) => `0190000${kind}-0000-7000-8000-${at.toString(16).padStart(12, '0')}`
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const open = statuses.filter(({ kind }) => kind !== 'converted')
  const done = statuses.find(({ kind }) => kind === 'converted')
  const person = database.prepare(
    `insert into person (id, site_id, name, code, attributes, language, origin, device, first_seen_at, version, words)
     values (?, ?, ?, 'AB12', '{}', '', '{}', '', ?, 1, ?)`,
  )
  const lead = database.prepare(
    `insert into lead (id, site_id, person_id, status_id, name, emails, phones, company, title, industry, website,
       address, description, source, via, tags, owner_id, may_mail, reason, status_since, created_at, version, removed,
       is_open, name_key, words, converted_at, contact_id, deal_id)
     values (?, ?, ?, ?, ?, '[]', '[]', '', '', '', '', '', '', ?, 'chat', '[]', ?, null, '', ?, ?, 1, 0, ?, ?, ?, ?, ?, ?)`,
  )
  database.transaction(() => {
    for (let at = 0; at < count; at++) {
      const name = `Lead ${(at * 7_919) % count}`
      const made = ago((count - at) * 15)
      person.run(uuid(7, at), siteId, name, made, plain(name))
      const isDone = at % 2 === 1
      const status = isDone ? done : open[(at / 2) % open.length]
      lead.run(
        ...[uuid(8, at), siteId, uuid(7, at), status?.id, name, `Shop · shop.test/${at % 300}`],
        ...[owners[at % owners.length], made, made, isDone ? 0 : 1, plain(name), plain(name)],
        ...[isDone ? made : null, isDone ? uuid(9, at) : null, at % 4 === 1 ? uuid(2, ((at - 1) / 4) % deals) : null],
      )
    }
  })()
  database.close()
}
