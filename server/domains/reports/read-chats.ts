import { setImmediate as breathe } from 'node:timers/promises'
import type { TeamContext } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import { floorId } from '#server/storage/ids'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { ChatRow } from '#shared/protocol/reports'
import { plusDays, shownAt, startOfDay } from '#shared/values/calendar'
import { median, quantile } from '#shared/values/median'
import { type ChatTimes, listBegun } from './chat-queries'

const pageSize = 1_000
const dayMs = 86_400_000
const quarterMs = 900_000
/** Whoever has had no answer for so long has been missed. */
const missedAfterMs = dayMs

type Group = { chats: number; missed: number; replies: number[]; handling: number[] }

/** How conversations that began in a time were answered, group by group. */
export async function readChats(
  { by, from, until, siteId, zone: named }: CheckedInputOf<'report:chats'>,
  { read, caller, now }: TeamContext,
): Promise<OutputOf<'report:chats'>> {
  const at = now()
  const zone = named ?? (await findInstallation(read))?.time_zone ?? 'UTC'
  const begun = {
    siteIds: caller.siteIds.filter((id) => !siteId || id === siteId),
    from: momentOf(from, zone),
    until: momentOf(plusDays(until, 1), zone),
  }
  const shown = clockIn(zone)
  const keyOf = (chat: ChatTimes) => {
    if (by === 'site') return chat.site_id
    if (by === 'agent') return chat.agent_id
    const day = shown(Date.parse(chat.started_at))
    return by === 'day' ? day.toISOString().slice(0, 10) : `${day.getUTCDay()} ${day.toISOString().slice(11, 13)}`
  }
  const groups = new Map<string | null, Group>()
  const total = empty()
  // Ids are as old as their conversations, to within the clocks of the machines that made them.
  for (let after = floorId(Date.parse(begun.from) - dayMs); begun.siteIds.length > 0; await breathe()) {
    const page = await listBegun(read, begun, after, pageSize)
    for (const chat of page) {
      const key = keyOf(chat)
      const group = groups.get(key) ?? empty()
      groups.set(key, group)
      for (const one of [group, total]) add(one, chat, Date.parse(at))
    }
    after = page.at(-1)?.id ?? after
    if (page.length < pageSize) break
  }
  const rows = [...groups].map(([key, group]) => rowOf(key, group))
  rows.sort(
    by === 'day' || by === 'hour' ? (a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1) : (a, b) => b.chats - a.chats,
  )
  return { at, rows, total: rowOf(null, total) }
}

const empty = (): Group => ({ chats: 0, missed: 0, replies: [], handling: [] })

function add(group: Group, { started_at, replied_at, last_at, status }: ChatTimes, now: number): void {
  group.chats++
  if (replied_at === null) {
    if (status === 'closed' || now - Date.parse(started_at) > missedAfterMs) group.missed++
    return
  }
  group.replies.push(Date.parse(replied_at) - Date.parse(started_at))
  group.handling.push(Math.max(0, Date.parse(last_at) - Date.parse(replied_at)))
}

const rowOf = (key: string | null, { chats, missed, replies, handling }: Group): ChatRow => ({
  ...{ key, chats, missed },
  medianReply: seconds(median(replies)),
  slowReply: seconds(quantile(replies, 0.9)),
  medianHandling: seconds(median(handling)),
})

const seconds = (ms: number | null) => (ms === null ? null : Math.round(Math.max(0, ms) / 1_000))

/** What clocks show at a moment, as if it were UTC; looked up once a quarter of an hour, which is how zones change. */
function clockIn(zone: string): (at: number) => Date {
  const offsets = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / quarterMs)
    const known = offsets.get(quarter) ?? shownAt(at, zone) - Math.floor(at / 1_000) * 1_000
    offsets.set(quarter, known)
    return new Date(at + known)
  }
}

/** @throws Refusal for a zone nobody knows */
function momentOf(day: string, zone: string): string {
  try {
    return new Date(startOfDay(day, zone)).toISOString()
  } catch {
    throw new Refusal('malformed', { field: 'zone' })
  }
}
