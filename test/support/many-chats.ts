import Database from 'better-sqlite3'

type Filling = { siteId: string; agents: readonly string[]; count: number; deals: number; leads: number }

/**
 * Writes chats as they would be after years, of people of their own, on three hundred pages; deals of fillDeals and
 * leads of fillLeads are theirs.
 */
export function fillChats(file: string, { siteId, agents, count, deals, leads }: Filling): void {
  const database = new Database(file)
  database.pragma('synchronous = off')
  const uuid = (kind: number, at: number) => `0190000${kind}-0000-7000-8000-${at.toString(16).padStart(12, '0')}`
  const person = database.prepare(
    `insert into person (id, site_id, name, code, attributes, language, origin, device, first_seen_at, version, words)
     values (?, ?, null, 'AB12', '{}', '', '{}', '', ?, 1, '')`,
  )
  const chat = database.prepare(
    `insert into conversation (id, site_id, person_id, status, head, preview, preview_by, last_at, unread,
       visitor_delivered, visitor_read, agent_delivered, agent_read, started_at, version, begun_by, page, utm_source,
       utm_campaign, replied_by, replied_after)
     values (?, ?, ?, 'closed', 2, 'Hello', 'agent', ?, 0, 2, 2, 2, 2, ?, 1, ?, ?, ?, ?, ?, ?)`,
  )
  const ofDeal = database.prepare('update deal set conversation_id = ? where id = ?')
  const ofLead = database.prepare('update lead set conversation_id = ? where id = ?')
  database.transaction(() => {
    for (let at = 0; at < count; at++) {
      const began = new Date(Date.now() - (count - at) * 5 * 60_000).toISOString()
      const answered = at % 9 !== 0
      person.run(uuid(3, at), siteId, began)
      chat.run(
        ...[uuid(4, at), siteId, uuid(3, at), began, began, uuid(3, at), `shop.test/tables/${(at * 7) % 300}`],
        ...[at % 3 ? `source-${at % 7}` : null, at % 4 ? `campaign-${at % 40}` : null],
        ...[answered ? agents[at % agents.length] : null, answered ? (at * 37) % 5_000 : null],
      )
    }
    for (let at = 0; at < deals; at++) ofDeal.run(uuid(4, (at * 3) % count), uuid(2, at))
    for (let at = 0; at < leads; at++) ofLead.run(uuid(4, (at * 2) % count), uuid(8, at))
  })()
  database.exec('analyze')
  database.close()
}
